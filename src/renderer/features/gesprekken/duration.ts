import { millisecondsBetween, type Instant } from '../../../shared/kernel/clock'

/** `2:14`, from one moment to another; never below zero, because two clocks may differ a little. */
export const duration = (from: Instant, to: Instant): string => {
  const seconds = Math.max(0, Math.floor(millisecondsBetween(from, to) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

const waitLimitMs = 3 * 60_000

/** Somebody waits so long that it must be seen. */
export const waitsLong = (since: Instant, now: Instant): boolean => millisecondsBetween(since, now) >= waitLimitMs
