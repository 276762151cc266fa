import { beforeEach, describe, expect, it } from 'vitest'
import { createFixedClock, type FixedClock } from '../../../../tests/support/fixed-clock'
import { createServerTime } from './server-time'

describe('the time of the server on a desk', () => {
  let wall: FixedClock
  let counted: number
  let kept: Map<string, string>
  const start = () =>
    createServerTime({
      clock: wall,
      monotonic: () => counted,
      meta: { read: (key) => kept.get(key), write: (key, value) => kept.set(key, value) },
    })
  const pass = (seconds: number) => {
    wall.advance(seconds)
    counted += seconds * 1000
  }

  beforeEach(() => {
    wall = createFixedClock('2026-11-23T09:00:00.000Z')
    counted = 5_000
    kept = new Map()
  })

  it('knows nothing before the first contact, and then trusts nothing', () => {
    const time = start()
    expect([time.now(), time.skewMs(), time.lastContact(), time.isTrusted()]).toEqual([
      undefined,
      undefined,
      undefined,
      false,
    ])
  })

  it('counts on from what the server said', () => {
    const time = start()
    time.observe('2026-11-23T08:00:00.000Z')
    pass(90)
    expect(time.now()).toBe('2026-11-23T08:01:30.000Z')
    expect(time.lastContact()).toBe('2026-11-23T08:00:00.000Z')
    expect(time.skewMs()).toBe(3_600_000)
    expect(time.isTrusted()).toBe(true)
  })

  it('does not go back with the clock on the wall, and sees the difference', () => {
    const time = start()
    time.observe('2026-11-23T09:00:00.000Z')
    counted += 60_000
    wall.set('2026-11-20T09:00:00.000Z')
    expect(time.now()).toBe('2026-11-23T09:01:00.000Z')
    expect(time.isTrusted()).toBe(true)
    expect(time.skewMs()).toBe(-3 * 86_400_000 - 60_000)
  })

  it('counts the time that a computer slept, when its counter stood still', () => {
    const time = start()
    time.observe('2026-11-23T09:00:00.000Z')
    wall.advance(8 * 3600)
    expect(time.now()).toBe('2026-11-23T17:00:00.000Z')
  })

  it('goes on with the clock on the wall after a restart', () => {
    start().observe('2026-11-23T08:00:00.000Z')
    pass(3600)
    counted = 0
    const restarted = start()
    expect(restarted.now()).toBe('2026-11-23T09:00:00.000Z')
    expect(restarted.lastContact()).toBe('2026-11-23T08:00:00.000Z')
    expect(restarted.isTrusted()).toBe(true)
  })

  it('trusts nothing when the clock was put back while Klaar was closed, until the server tells the time again', () => {
    start().observe('2026-11-23T08:00:00.000Z')
    wall.advance(-1)
    const restarted = start()
    expect(restarted.isTrusted()).toBe(false)
    expect(restarted.now()).toBe('2026-11-23T08:00:00.000Z')
    restarted.observe('2026-11-23T08:30:00.000Z')
    expect(restarted.isTrusted()).toBe(true)
  })

  it('also sees a clock that was put back to a moment after the last contact', () => {
    const time = start()
    time.observe('2026-11-23T09:00:00.000Z')
    pass(8 * 3600)
    expect(time.now()).toBe('2026-11-23T17:00:00.000Z')
    wall.set('2026-11-23T10:00:00.000Z')
    const restarted = start()
    expect(restarted.isTrusted()).toBe(false)
    expect(restarted.now()).toBe('2026-11-23T17:00:00.000Z')
  })

  it('says how far the clock was put back, and gives the time that Klaar runs to nobody who does it again', () => {
    expect(start().setBackMs()).toBeUndefined()
    const first = start()
    first.observe('2026-11-23T09:00:00.000Z')
    wall.advance(-7200)
    expect([first.setBackMs(), start().setBackMs()]).toEqual([0, 7_200_000])
    const restarted = start()
    pass(3600)
    expect(restarted.now()).toBe('2026-11-23T10:00:00.000Z')
    wall.advance(-7200)
    const again = start()
    expect([again.now(), again.setBackMs()]).toEqual(['2026-11-23T10:00:00.000Z', 3 * 3_600_000])
  })

  it('takes a server that went back at its word', () => {
    const time = start()
    time.observe('2026-11-23T09:00:00.000Z')
    time.observe('2026-11-23T08:00:00.000Z')
    expect(time.now()).toBe('2026-11-23T08:00:00.000Z')
    expect(start().now()).toBe('2026-11-23T08:00:00.000Z')
  })
})
