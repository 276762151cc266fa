import { beforeEach, describe, expect, it } from 'vitest'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createManualTimers } from '../../../../tests/support/manual-timers'
import { createRecordingLogger } from '../../../../tests/support/recording-logger'
import { AppFailure, type AppError } from '../../../shared/kernel/result'
import type { LiveListener } from './live-channel'
import { createSyncLoop } from './sync-loop'

const createRig = (random = 1) => {
  const timers = createManualTimers()
  const clock = createFixedClock()
  const log = createRecordingLogger()
  const calls: string[] = []
  let trouble: Error | undefined
  let open = false
  let listener: LiveListener | undefined
  let states = 0
  const loop = createSyncLoop({
    exchange: {
      greet: () => {
        calls.push('greet')
        return trouble === undefined ? Promise.resolve() : Promise.reject(trouble)
      },
      exchange: () => {
        calls.push('exchange')
        return trouble === undefined ? Promise.resolve() : Promise.reject(trouble)
      },
    },
    live: {
      ensureOpen: () => undefined,
      isOpen: () => open,
      listen: (given) => {
        listener = given
      },
      close: () => undefined,
    },
    clock,
    timers,
    random: () => random,
    logger: log.logger,
    onState: () => (states += 1),
  })
  return {
    loop,
    timers,
    clock,
    log,
    calls,
    states: () => states,
    fail: (error: AppError | Error) => (trouble = error instanceof Error ? error : new AppFailure(error)),
    recover: () => (trouble = undefined),
    openSocket: () => {
      open = true
      listener?.onOpen()
    },
    closeSocket: () => {
      open = false
      listener?.onClose()
    },
    poke: () => listener?.onPoke(),
    rehello: () => listener?.onRehello(),
  }
}

describe('the sync loop', () => {
  let rig: ReturnType<typeof createRig>
  beforeEach(() => {
    rig = createRig()
    rig.loop.start()
  })

  it('greets once, then keeps asking; a live socket makes the question rare', async () => {
    await rig.timers.pass(0)
    expect(rig.loop.state().staat).toBe('traag')
    expect(rig.timers.waiting()).toEqual([2_000])
    rig.openSocket()
    await rig.timers.pass(0)
    expect(rig.loop.state().staat).toBe('verbonden')
    expect(rig.timers.waiting()).toEqual([15_000])
    expect(rig.calls).toEqual(['greet', 'exchange', 'exchange'])
  })

  it('answers a poke at once, also one that comes in the middle of a conversation', async () => {
    rig.poke()
    await rig.timers.pass(0)
    expect(rig.calls.filter((call) => call === 'exchange')).toHaveLength(2)
  })

  it('waits longer after each failure, up to a limit, and greets again afterwards', async () => {
    rig.fail({ code: 'offline' })
    rig.loop.nudge()
    await rig.timers.pass(0)
    const pauses: number[] = []
    for (let attempt = 0; attempt < 9; attempt += 1) {
      const [pause = 0] = rig.timers.waiting()
      pauses.push(pause)
      await rig.timers.pass(pause)
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000])
    expect(rig.loop.state()).toMatchObject({ staat: 'geen', reden: null })
    rig.recover()
    await rig.timers.pass(30_000)
    expect(rig.loop.state().staat).toBe('traag')
    expect(rig.calls.at(-2)).toBe('greet')
  })

  it('spreads the return of many desks over the whole pause', async () => {
    const early = createRig(0.1)
    early.fail({ code: 'offline' })
    early.loop.start()
    await early.timers.pass(0)
    expect(early.timers.waiting()).toEqual([100])
  })

  it('does not wait for the planned moment when the user has something to send', async () => {
    rig.fail({ code: 'offline' })
    rig.loop.nudge()
    await rig.timers.pass(0)
    rig.recover()
    rig.loop.nudge()
    await rig.timers.pass(0)
    expect(rig.loop.state().staat).toBe('traag')
  })

  it('says in words why the server refuses, and since when there is no contact', async () => {
    await rig.timers.pass(0)
    rig.clock.advance(60)
    rig.fail({ code: 'signed_out' })
    rig.loop.nudge()
    await rig.timers.pass(0)
    expect(rig.loop.state()).toEqual({
      staat: 'geen',
      sinds: '2026-11-23T09:01:00.000Z',
      laatsteContact: '2026-11-23T09:00:00.000Z',
      reden: { code: 'signed_out' },
    })
  })

  it('greets again when rights changed', async () => {
    await rig.timers.pass(0)
    rig.rehello()
    await rig.timers.pass(0)
    expect(rig.calls).toEqual(['greet', 'exchange', 'greet', 'exchange'])
  })

  it('finds out at once when the socket closes', async () => {
    rig.openSocket()
    await rig.timers.pass(0)
    rig.fail({ code: 'offline' })
    rig.closeSocket()
    await rig.timers.pass(0)
    expect(rig.loop.state().staat).toBe('geen')
  })

  it('survives a bug and reports it', async () => {
    rig.fail(new Error('boem'))
    rig.loop.nudge()
    await rig.timers.pass(0)
    expect(rig.log.lines()).toMatchObject([{ msg: 'sync failed' }])
    rig.recover()
    await rig.timers.pass(1_000)
    expect(rig.loop.state().staat).toBe('traag')
  })

  it('stops when told to', async () => {
    await rig.timers.pass(0)
    await rig.loop.close()
    const before = rig.calls.length
    await rig.timers.pass(60_000)
    expect(rig.calls).toHaveLength(before)
  })
})
