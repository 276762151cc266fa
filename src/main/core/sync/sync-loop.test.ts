import { beforeEach, describe, expect, it } from 'vitest'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createManualTimers } from '../../../../tests/support/manual-timers'
import { createRecordingLogger } from '../../../../tests/support/recording-logger'
import { AppFailure, type AppError } from '../../../shared/kernel/result'
import type { LiveListener } from './live-channel'
import { createStoringen } from './storingen'
import { createSyncLoop } from './sync-loop'

const settleMs = 0
const watchdogMs = 15_000

const createRig = (random = 1) => {
  const timers = createManualTimers()
  const clock = createFixedClock()
  const log = createRecordingLogger()
  const storingen = createStoringen(clock)
  const calls: string[] = []
  let trouble: Error | undefined
  let decided = true
  let open = false
  let waiting: string | undefined
  let listener: LiveListener | undefined
  const call = <Value>(name: string, value: () => Value): Promise<Value> => {
    calls.push(name)
    return trouble === undefined ? Promise.resolve(value()) : Promise.reject(trouble)
  }
  const loop = createSyncLoop({
    exchange: {
      greet: () => call('greet', () => undefined),
      exchange: () => call('exchange', () => decided),
      takeDelta: ({ to }) => calls.push(`delta ${to}`),
    },
    live: {
      ensureOpen: () => undefined,
      isOpen: () => open,
      transport: () => (open ? 'websocket' : undefined),
      tellAt: () => calls.push('at'),
      reconnect: () => calls.push('reconnect'),
      listen: (given) => {
        listener = given
      },
      close: () => calls.push('close'),
    },
    selfCheck: { request: () => calls.push('check') },
    storingen,
    waitingFor: () => waiting,
    clock,
    monotonic: timers.now,
    timers,
    random: () => random,
    logger: log.logger,
    onState: () => undefined,
    onRevoked: () => calls.push('revoked'),
  })
  const failWith = (error: AppError | Error) => {
    trouble = error instanceof Error ? error : new AppFailure(error)
  }
  return {
    loop,
    timers,
    clock,
    log,
    calls,
    exchanges: () => calls.filter((name) => name === 'exchange').length,
    codes: () => storingen.list().map(({ code }) => code),
    /** How long the loop waits; the watchdog's own timer left out. */
    pauses: () => {
      const waits = [...timers.waiting()]
      waits.splice(waits.indexOf(watchdogMs - (timers.now() % watchdogMs)), 1)
      return waits
    },
    fail: failWith,
    recover: () => (trouble = undefined),
    undecided: () => (decided = false),
    wait: (what: string | undefined) => (waiting = what),
    openSocket: () => {
      open = true
      listener?.onOpen()
    },
    closeSocket: () => {
      open = false
      listener?.onClose()
    },
    live: () => {
      if (listener === undefined) throw new Error('nobody listens')
      return listener
    },
  }
}

describe('the sync loop', () => {
  let rig: ReturnType<typeof createRig>
  beforeEach(() => {
    rig = createRig()
    rig.loop.start()
  })
  const failNow = async (error: AppError | Error) => {
    rig.fail(error)
    rig.loop.nudge()
    await rig.timers.pass(settleMs)
  }

  it('greets again after two minutes, because word of new rights can be lost', async () => {
    const greetings = () => rig.calls.filter((name) => name === 'greet').length
    rig.openSocket()
    await rig.timers.pass(115_000)
    expect(greetings()).toBe(1)
    await rig.timers.pass(20_000)
    expect(greetings()).toBe(2)
  })

  it('greets once, then keeps asking; a live channel makes the question rare', async () => {
    await rig.timers.pass(settleMs)
    expect(rig.loop.state().staat).toBe('traag')
    expect(rig.pauses()).toEqual([2_000])
    rig.openSocket()
    await rig.timers.pass(settleMs)
    expect(rig.loop.state().staat).toBe('verbonden')
    expect(rig.pauses()).toEqual([15_000])
    expect(rig.calls).toEqual(['greet', 'exchange', 'at', 'exchange', 'at'])
  })

  it('answers a poke at once, also one that comes in the middle of a conversation', async () => {
    rig.live().onPoke()
    await rig.timers.pass(settleMs)
    expect(rig.exchanges()).toBe(2)
  })

  it('hands a delta over without asking the server anything', async () => {
    await rig.timers.pass(settleMs)
    rig.live().onDelta({ kind: 'delta', from: '1', to: '2', rows: [] })
    await rig.timers.pass(settleMs)
    expect(rig.calls.at(-1)).toBe('delta 2')
  })

  it('waits longer after each failure, up to a limit, and greets again afterwards', async () => {
    await failNow({ code: 'offline' })
    const waited: number[] = []
    for (let attempt = 0; attempt < 9; attempt += 1) {
      const [pause = 0] = rig.pauses()
      waited.push(pause)
      await rig.timers.pass(pause)
    }
    expect(waited).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
    expect(rig.loop.state()).toMatchObject({ staat: 'geen', reden: null })
    rig.recover()
    await rig.timers.pass(30_000)
    expect(rig.loop.state().staat).toBe('traag')
    expect(rig.calls.slice(-3)).toEqual(['greet', 'exchange', 'at'])
  })

  it('starts at half a second, and goes on where it was when a server is back for less than a minute', async () => {
    const { timers } = rig
    await timers.pass(settleMs)
    await failNow({ code: 'offline' })
    expect(rig.pauses()).toEqual([500])
    rig.recover()
    await timers.pass(40_000)
    await failNow({ code: 'offline' })
    expect(rig.pauses()).toEqual([1_000])
    rig.recover()
    await timers.pass(61_000)
    await failNow({ code: 'offline' })
    expect(rig.pauses()).toEqual([500])
  })

  it('spreads the return of many desks over the whole pause', async () => {
    const early = createRig(0.1)
    early.fail({ code: 'offline' })
    early.loop.start()
    await early.timers.pass(settleMs)
    expect(early.pauses()).toEqual([50])
  })

  it('does not wait for the planned moment when the user has something to send', async () => {
    await failNow({ code: 'offline' })
    rig.recover()
    rig.loop.nudge()
    await rig.timers.pass(settleMs)
    expect(rig.loop.state().staat).toBe('traag')
  })

  it('is not hurried by the live channel while calls fail', async () => {
    await failNow({ code: 'internal', logId: 'x' })
    const before = rig.exchanges()
    rig.live().onPoke()
    await rig.timers.pass(settleMs)
    expect(rig.exchanges()).toBe(before)
  })

  it('waits as long as a busy server asks and a bit, whatever happens meanwhile, and does not call it "no connection"', async () => {
    await rig.timers.pass(settleMs)
    await failNow({ code: 'busy', retryAfterSeconds: 10 })
    expect(rig.pauses()).toEqual([15_000])
    expect(rig.loop.state()).toMatchObject({ staat: 'traag', reden: { code: 'busy' } })
    rig.recover()
    const before = rig.exchanges()
    rig.loop.nudge()
    rig.live().onPoke()
    await rig.timers.pass(14_999)
    expect(rig.exchanges()).toBe(before)
    await rig.timers.pass(1)
    expect(rig.exchanges()).toBe(before + 1)
  })

  it('says why nothing comes in while it rests, also when its channel opens, until the server has answered', async () => {
    rig.openSocket()
    await rig.timers.pass(settleMs)
    expect(rig.loop.state().staat).toBe('verbonden')
    await failNow({ code: 'busy', retryAfterSeconds: 3600 })
    rig.openSocket()
    expect(rig.loop.state()).toMatchObject({ staat: 'traag', reden: { code: 'busy' } })
    rig.recover()
    await rig.timers.pass(450_000)
    expect(rig.loop.state()).toMatchObject({ staat: 'verbonden', reden: null })
  })

  it('does not trouble anybody with a rest that nobody notices, nor calls a server back that was gone', async () => {
    rig.openSocket()
    await rig.timers.pass(settleMs)
    await failNow({ code: 'busy', retryAfterSeconds: 3 })
    expect(rig.loop.state()).toMatchObject({ staat: 'verbonden', reden: null })
    rig.loop.reconnect()
    await failNow({ code: 'offline' })
    await failNow({ code: 'busy', retryAfterSeconds: 60 })
    expect(rig.loop.state().staat).toBe('geen')
  })

  it('greets again when the greeting itself found a busy server', async () => {
    const late = createRig()
    late.fail({ code: 'busy', retryAfterSeconds: 1 })
    late.loop.start()
    await late.timers.pass(settleMs)
    late.recover()
    await late.timers.pass(2_000)
    expect(late.calls).toEqual(['greet', 'greet', 'exchange', 'at'])
  })

  it('comes back soon, but not at once, when the server could not decide', async () => {
    await rig.timers.pass(settleMs)
    rig.undecided()
    rig.loop.nudge()
    await rig.timers.pass(settleMs)
    expect(rig.pauses()).toEqual([1_250])
  })

  it('says in words why the server refuses, and since when there is no contact', async () => {
    await rig.timers.pass(settleMs)
    rig.clock.advance(60)
    await failNow({ code: 'signed_out' })
    expect(rig.loop.state()).toEqual({
      staat: 'geen',
      sinds: '2026-11-23T09:01:00.000Z',
      laatsteContact: '2026-11-23T09:00:00.000Z',
      reden: { code: 'signed_out' },
    })
  })

  it('greets again when rights changed, also when that is said during a greeting', async () => {
    rig.live().onRehello()
    await rig.timers.pass(settleMs)
    expect(rig.calls).toEqual(['greet', 'exchange', 'at', 'greet', 'exchange', 'at'])
  })

  it('finds out within half a second when the channel closes, and not all desks in the same instant', async () => {
    rig.openSocket()
    await rig.timers.pass(settleMs)
    rig.fail({ code: 'offline' })
    rig.closeSocket()
    await rig.timers.pass(499)
    expect(rig.loop.state().staat).toBe('verbonden')
    await rig.timers.pass(1)
    expect(rig.loop.state().staat).toBe('geen')
  })

  it('leaves a server alone for as long as it asks while it restarts', async () => {
    rig.openSocket()
    await rig.timers.pass(settleMs)
    const before = rig.exchanges()
    rig.live().onDrain(3_000)
    await rig.timers.pass(2_999)
    expect(rig.exchanges()).toBe(before)
    await rig.timers.pass(1)
    expect(rig.exchanges()).toBe(before + 1)
  })

  it('trusts nothing after sleep: a new channel, a greeting, at once, also in the middle of a pause', async () => {
    await failNow({ code: 'busy', retryAfterSeconds: 600 })
    rig.recover()
    rig.loop.reconnect()
    await rig.timers.pass(settleMs)
    expect(rig.calls.slice(-4)).toEqual(['reconnect', 'greet', 'exchange', 'at'])
  })

  it('connects again when work waits for 30 seconds without getting further, and says so', async () => {
    rig.wait('4 pending')
    await rig.timers.pass(30_000)
    rig.wait('5 pending')
    await rig.timers.pass(30_000)
    expect(rig.calls).not.toContain('reconnect')
    await rig.timers.pass(15_000)
    expect(rig.calls).toContain('reconnect')
    expect(rig.codes()).toEqual(['geen_voortgang'])
  })

  it('does not call waiting without a server being stuck', async () => {
    rig.wait('4 pending')
    await failNow({ code: 'offline' })
    await rig.timers.pass(120_000)
    expect(rig.calls).not.toContain('reconnect')
  })

  it('remembers the last twenty things that went wrong, an hour without network as one', async () => {
    await failNow({ code: 'offline' })
    await rig.timers.pass(600_000)
    expect(rig.codes()).toEqual(['offline'])
    for (let turn = 0; turn < 15; turn += 1) {
      await failNow({ code: 'signed_out' })
      await failNow({ code: 'offline' })
    }
    expect(rig.codes()).toHaveLength(20)
    expect(rig.codes()[0]).toBe('offline')
  })

  it('ends when an administrator withdrew this device, and says so once', async () => {
    await failNow({ code: 'device_revoked' })
    const before = rig.calls.length
    rig.loop.nudge()
    await rig.timers.pass(120_000)
    expect(rig.calls.filter((name) => name === 'revoked')).toHaveLength(1)
    expect(rig.calls).toHaveLength(before)
    expect(rig.loop.state().reden).toEqual({ code: 'device_revoked' })
  })

  it('asks for a comparison and has it made soon', async () => {
    await rig.timers.pass(settleMs)
    rig.loop.check()
    await rig.timers.pass(settleMs)
    expect(rig.calls.slice(-3)).toEqual(['check', 'exchange', 'at'])
  })

  it('survives a bug and reports it', async () => {
    await failNow(new Error('boem'))
    expect(rig.log.lines()).toMatchObject([{ msg: 'sync failed' }])
    expect(rig.codes()).toEqual(['internal'])
    rig.recover()
    await rig.timers.pass(1_000)
    expect(rig.loop.state().staat).toBe('traag')
  })

  it('stops when told to', async () => {
    await rig.timers.pass(settleMs)
    await rig.loop.close()
    const before = rig.calls.length
    await rig.timers.pass(60_000)
    expect(rig.calls).toHaveLength(before)
  })
})
