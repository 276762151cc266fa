import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventEnvelope, ReplyEnvelope } from '../../shared/contract/envelope'
import { transportStateEvent } from '../../shared/contract/transport-state'
import { followPower } from './wake'

describe('a desk and the screen of its computer', () => {
  let power: EventEmitter
  let asked: string[]
  let answers: (() => void)[]
  let tell: (event: EventEnvelope) => void

  beforeEach(() => {
    power = new EventEmitter()
    asked = []
    answers = []
    followPower(power, {
      request: ({ id, name }) => {
        asked.push(name)
        return new Promise<ReplyEnvelope>((resolve) => answers.push(() => resolve({ id, ok: true, value: null })))
      },
      onEvent: (listener) => {
        tell = listener
        return () => undefined
      },
    })
  })
  const answerAll = () =>
    vi.waitFor(() => {
      for (const answer of answers.splice(0)) answer()
      expect(asked).toContain('verbinding.probeer')
    })

  it('connects again at once after sleep', async () => {
    expect(asked).toEqual([])
    power.emit('resume')
    await answerAll()
    expect(asked).toEqual(['verbinding.probeer'])
  })

  it('locks with the screen, opens with it and connects again then, always in that order', async () => {
    power.emit('lock-screen')
    await vi.waitFor(() => {
      expect(asked).toEqual(['aanmelding.vergrendel'])
    })
    // The core is still busy closing: what comes next waits for it.
    power.emit('unlock-screen')
    await Promise.resolve()
    expect(asked).toEqual(['aanmelding.vergrendel'])
    await answerAll()
    expect(asked).toEqual(['aanmelding.vergrendel', 'aanmelding.ontgrendel', 'verbinding.probeer'])
  })

  it('locks a core that fell meanwhile, and not one that falls after the screen was unlocked', async () => {
    const isBack = () => tell({ event: transportStateEvent, payload: 'open' })
    power.emit('lock-screen')
    isBack()
    power.emit('unlock-screen')
    await answerAll()
    expect(asked.filter((name) => name === 'aanmelding.vergrendel')).toHaveLength(2)
    isBack()
    power.emit('resume')
    await vi.waitFor(() => {
      for (const answer of answers.splice(0)) answer()
      expect(asked.filter((name) => name === 'verbinding.probeer')).toHaveLength(2)
    })
    expect(asked.filter((name) => name === 'aanmelding.vergrendel')).toHaveLength(2)
  })
})
