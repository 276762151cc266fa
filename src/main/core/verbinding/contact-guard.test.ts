import { describe, expect, it } from 'vitest'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createManualTimers } from '../../../../tests/support/manual-timers'
import type { VerbindingStatus } from '../../../shared/contract/verbinding'
import { createServerTime } from '../sync/server-time'
import { createContactGuard } from './contact-guard'

const day = 24 * 60 * 60

const createDesk = () => {
  const clock = createFixedClock()
  const timers = createManualTimers()
  const meta = new Map<string, string>()
  let overdue = 0
  let staat: VerbindingStatus['staat'] = 'geen'
  const start = () => {
    const serverTime = createServerTime({
      clock,
      monotonic: () => 0,
      meta: { read: (key) => meta.get(key), write: (key, value) => meta.set(key, value) },
    })
    const guard = createContactGuard({
      serverTime,
      limits: () => ({ offlineDays: 14, checkSeconds: 60 }),
      state: () => ({ staat, sinds: clock.now(), laatsteContact: null, reden: null }),
      timers,
      onOverdue: () => {
        overdue += 1
      },
    })
    guard.start()
    return { serverTime, guard }
  }
  return { clock, timers, start, overdue: () => overdue, setStaat: (next: VerbindingStatus['staat']) => (staat = next) }
}

describe('a desk that is away for too long', () => {
  it('is overdue after the days that the gemeente allows, and says beforehand when', async () => {
    const desk = createDesk()
    const { serverTime, guard } = desk.start()
    expect(guard.locksAt()).toBeUndefined()
    expect(guard.isOverdue()).toBe(false)
    serverTime.observe(desk.clock.now())
    expect(guard.locksAt()).toBe('2026-12-07T09:00:00.000Z')
    desk.clock.advance(14 * day - 1)
    await desk.timers.pass(60_000)
    expect(desk.overdue()).toBe(0)
    desk.clock.advance(1)
    await desk.timers.pass(60_000)
    expect(desk.overdue()).toBe(1)
  })

  it('is overdue at the next start too', () => {
    const desk = createDesk()
    desk.start().serverTime.observe(desk.clock.now())
    desk.clock.advance(13 * day)
    expect(desk.start().guard.isOverdue()).toBe(false)
    desk.clock.advance(day)
    expect(desk.start().guard.isOverdue()).toBe(true)
  })

  it('wins no time by putting its clock back', () => {
    const desk = createDesk()
    desk.start().serverTime.observe(desk.clock.now())
    desk.clock.advance(-3 * day)
    expect(desk.start().guard.isOverdue()).toBe(true)
  })

  it('bears with a clock that is set right or keeps another time zone, up to three hours', () => {
    const desk = createDesk()
    desk.start().serverTime.observe(desk.clock.now())
    desk.clock.advance(-3 * 3600)
    expect(desk.start().guard.isOverdue()).toBe(false)
    desk.clock.advance(-1)
    expect(desk.start().guard.isOverdue()).toBe(true)
  })

  it('is not overdue while the server answers, whatever the clock on the wall says', () => {
    const desk = createDesk()
    const { serverTime, guard } = desk.start()
    serverTime.observe(desk.clock.now())
    desk.setStaat('verbonden')
    desk.clock.advance(3650 * day)
    expect(guard.isOverdue()).toBe(false)
    desk.setStaat('geen')
    expect(guard.isOverdue()).toBe(true)
  })
})
