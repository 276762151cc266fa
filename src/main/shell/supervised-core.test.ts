import { describe, expect, it } from 'vitest'
import { createChannelPair } from '../../../tests/support/channel-pair'
import { createFixedClock } from '../../../tests/support/fixed-clock'
import type { CoreStart } from '../core/core-start'
import { serveProcessChannel } from '../transport/process-channel'
import { silentLogger } from '../../shared/node/logger'
import { createSupervisedCore } from './supervised-core'

const start: CoreStart = {
  masterKey: 'A'.repeat(44),
  protection: 'bestand',
  profileDir: '/profiel',
  serverUrl: 'http://127.0.0.1:1',
  shell: 'browser',
  version: '1.2.3',
  logLevel: 'silent',
  checkOutputs: true,
}
const ping = { id: 1, name: 'proef.ping' }

const createHouse = () => {
  const clock = createFixedClock()
  const starts: unknown[] = []
  const exits: (() => void)[] = []
  const stopped: string[] = []
  let waiting: { readonly milliseconds: number; readonly run: () => void }[] = []
  const core = createSupervisedCore({
    launch: () => {
      const pair = createChannelPair()
      serveProcessChannel(pair.child, (message) => {
        starts.push(message)
        return Promise.resolve({
          serve: () => Promise.resolve({ id: 1, ok: true, value: starts.length }),
          onEvent: () => undefined,
        })
      })
      exits.push(pair.exit)
      return { ...pair.parent, stop: () => stopped.push('stop'), kill: () => stopped.push('kill') }
    },
    start,
    clock,
    later: (milliseconds, run) => {
      waiting.push({ milliseconds, run })
    },
    logger: silentLogger,
  })
  const states: unknown[] = []
  core.onEvent(({ event, payload }) => {
    if (event === 'transport.state') states.push(payload)
  })
  return {
    core,
    clock,
    starts,
    states,
    stopped,
    fall: () => exits.at(-1)?.(),
    pauses: () => waiting.map(({ milliseconds }) => milliseconds),
    runWaiting: () => {
      const due = waiting
      waiting = []
      for (const { run } of due) run()
    },
  }
}

describe('supervised core', () => {
  it('hands the start message over the pipe, and answers', async () => {
    const { core, starts } = createHouse()
    expect(await core.request(ping)).toEqual({ id: 1, ok: true, value: 1 })
    expect(starts).toEqual([start])
  })

  it('starts a fallen core again, tells its pages, and answers in between', async () => {
    const { core, fall, runWaiting, states } = createHouse()
    await core.request(ping)
    fall()
    expect(await core.request(ping)).toEqual({ id: 1, ok: false, error: { code: 'core_gone' } })
    runWaiting()
    expect(await core.request(ping)).toEqual({ id: 1, ok: true, value: 2 })
    expect(states).toEqual(['connecting', 'connecting', 'open'])
    expect(core.stateEvent().payload).toBe('open')
  })

  it('waits longer each time, and gives up in the end until a person says again', async () => {
    const { core, fall, runWaiting, pauses, states } = createHouse()
    let lost = 0
    core.onLost(() => {
      lost += 1
    })
    const seen: number[] = []
    for (let falls = 0; falls < 5; falls += 1) {
      fall()
      seen.push(...pauses())
      runWaiting()
    }
    expect(seen).toEqual([100, 500, 1000, 2000, 4000])
    expect(lost).toBe(0)
    fall()
    expect(lost).toBe(1)
    expect(pauses()).toEqual([])
    expect(states.at(-1)).toBe('lost')
    core.restart()
    expect(await core.request(ping)).toMatchObject({ ok: true })
  })

  it('forgets falls of long ago', () => {
    const { fall, runWaiting, pauses, clock } = createHouse()
    for (let falls = 0; falls < 10; falls += 1) {
      fall()
      expect(pauses()).toEqual([100])
      runWaiting()
      clock.advance(61)
    }
  })

  it('lets the core close its files, and does not start it again', async () => {
    const { core, fall, stopped, runWaiting, starts } = createHouse()
    await core.request(ping)
    const closed = core.close()
    expect(stopped).toEqual(['stop'])
    fall()
    await closed
    runWaiting()
    expect(starts).toHaveLength(1)
    await core.close()
  })

  it('ends a core that does not stop', () => {
    const { core, stopped, runWaiting } = createHouse()
    void core.close()
    runWaiting()
    expect(stopped).toEqual(['stop', 'kill'])
  })
})
