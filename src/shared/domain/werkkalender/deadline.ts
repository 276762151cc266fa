import { addDays, toCivil, toInstant, weekdayOf, type CivilDate } from '../../kernel/civil-time'
import type { Instant } from '../../kernel/clock'
import type { Werkkalender } from './werkkalender'

/** A calendar without one working day in a year cannot promise anything; the loop below must still end. */
const searchLimitDays = 366

export interface SkippedDay {
  readonly datum: CivilDate
  /** The closing day's own name, or undefined for an ordinary closed weekday. */
  readonly naam: string | undefined
}

export interface Deadline {
  readonly bellenVoor: Instant
  /** From when the working days count: the call itself, or the next opening when the gemeente is closed. */
  readonly vanaf: Instant
  /** The days in between that did not count, to explain why it is that moment. */
  readonly overgeslagen: readonly SkippedDay[]
}

/**
 * The moment before which somebody calls: `werkdagen` working days after `from`, at the same time of day, kept within that day's
 * opening hours. A call outside opening hours counts from the next opening. Undefined when the calendar has no working days.
 */
export const deadlineAfter = (from: Instant, werkdagen: number, kalender: Werkkalender): Deadline | undefined => {
  const start = startOfCounting(from, kalender)
  if (start === undefined) return undefined
  const skipped: SkippedDay[] = []
  let date = start.date
  let left = werkdagen
  for (let step = 0; left > 0; step += 1) {
    if (step > searchLimitDays) return undefined
    date = addDays(date, 1)
    if (openingOn(date, kalender) === undefined) skipped.push({ datum: date, naam: closingName(date, kalender) })
    else left -= 1
  }
  const opening = openingOn(date, kalender)
  if (opening === undefined) return undefined
  const time = start.time < opening.van ? opening.van : start.time > opening.tot ? opening.tot : start.time
  return {
    bellenVoor: toInstant(date, time),
    vanaf: start.isLater ? toInstant(start.date, start.time) : from,
    overgeslagen: skipped,
  }
}

const startOfCounting = (from: Instant, kalender: Werkkalender) => {
  const { date, time } = toCivil(from)
  const today = openingOn(date, kalender)
  if (today !== undefined && time < today.tot) {
    return time < today.van ? { date, time: today.van, isLater: true } : { date, time, isLater: false }
  }
  for (let step = 1; step <= searchLimitDays; step += 1) {
    const next = addDays(date, step)
    const opening = openingOn(next, kalender)
    if (opening !== undefined) return { date: next, time: opening.van, isLater: true }
  }
  return undefined
}

const closingName = (date: CivilDate, kalender: Werkkalender): string | undefined =>
  kalender.sluitingsdagen.find((dag) => dag.datum === date)?.naam

const openingOn = (date: CivilDate, kalender: Werkkalender) =>
  closingName(date, kalender) === undefined ? (kalender.openingstijden[weekdayOf(date) - 1] ?? undefined) : undefined
