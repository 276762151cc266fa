import { addSeconds, type Clock, type Instant } from '../../src/shared/kernel/clock'

export interface FixedClock extends Clock {
  readonly set: (instant: Instant) => void
  readonly advance: (seconds: number) => void
}

/** A clock that stands still until a test moves it. */
export const createFixedClock = (start: Instant = '2026-11-23T09:00:00.000Z'): FixedClock => {
  let now = start
  return {
    now: () => now,
    set: (instant) => {
      now = instant
    },
    advance: (seconds) => {
      now = addSeconds(now, seconds)
    },
  }
}
