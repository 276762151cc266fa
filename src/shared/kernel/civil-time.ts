import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Instant } from './clock'

const zone = 'Europe/Amsterdam'

/** `2026-11-24`: a day as people say it, without a time zone. */
export const civilDateSchema = z.iso.date()
export type CivilDate = z.infer<typeof civilDateSchema>

/** `08:30`: a time of day as people say it. */
export const civilTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export type CivilTime = z.infer<typeof civilTimeSchema>

export interface CivilMoment {
  readonly date: CivilDate
  readonly time: CivilTime
  /** 1 = maandag ... 7 = zondag (ISO). */
  readonly weekday: number
}

/** What the clock on the wall in the Netherlands shows at this instant. */
export const toCivil = (instant: Instant): CivilMoment => {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  return {
    date: zoned.toPlainDate().toString(),
    time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }),
    weekday: zoned.dayOfWeek,
  }
}

/** The instant of a wall-clock moment. A time that summer time skips becomes the first moment after the gap. */
export const toInstant = (date: CivilDate, time: CivilTime): Instant =>
  Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 })

export const addDays = (date: CivilDate, days: number): CivilDate =>
  Temporal.PlainDate.from(date).add({ days }).toString()

/** ISO weekday: 1 = maandag ... 7 = zondag. */
export const weekdayOf = (date: CivilDate): number => Temporal.PlainDate.from(date).dayOfWeek

/** Whole days from `from` to `to`; negative when `to` lies before it. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days

export const monthsBetween = (from: CivilDate, to: CivilDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'month' }).months
