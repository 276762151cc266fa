import { z } from 'zod'

/** UTC instant as text with exactly three fraction digits, so that text order is time order. */
export const instantSchema = z.iso.datetime({ precision: 3 })
export type Instant = z.infer<typeof instantSchema>

/** The only source of time. Injected everywhere; `Date.now()` and `new Date()` are banned outside the kernel. */
export interface Clock {
  readonly now: () => Instant
}

export const systemClock: Clock = { now: () => new Date().toISOString() }

export const addSeconds = (instant: Instant, seconds: number): Instant =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString()

/** Milliseconds from `earlier` to `later`; negative when they are the other way round. */
export const millisecondsBetween = (earlier: Instant, later: Instant): number => Date.parse(later) - Date.parse(earlier)

/** A driver's own timestamp object back to our text form. */
export const instantOf = (date: Date): Instant => date.toISOString()
