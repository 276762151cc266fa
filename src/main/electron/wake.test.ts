import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { RequestEnvelope } from '../../shared/contract/envelope'
import { reconnectOnWake } from './wake'

describe('a computer that wakes up', () => {
  it('has its desk connect again at once, after sleep and after a locked screen', () => {
    const power = new EventEmitter()
    const asked: RequestEnvelope[] = []
    reconnectOnWake(power, {
      request: (envelope) => {
        asked.push(envelope)
        return Promise.resolve({ id: 0, ok: true, value: null })
      },
    })
    expect(asked).toEqual([])
    power.emit('resume')
    power.emit('unlock-screen')
    expect(asked.map(({ name }) => name)).toEqual(['verbinding.probeer', 'verbinding.probeer'])
  })
})
