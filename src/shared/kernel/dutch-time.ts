import { addDays, daysBetween, monthsBetween, toCivil, type CivilDate } from './civil-time'
import type { Instant } from './clock'

const weekdays = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'] as const
const months = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
] as const

const parts = (date: CivilDate) => ({
  year: date.slice(0, 4),
  month: months[Number(date.slice(5, 7)) - 1] ?? '',
  day: String(Number(date.slice(8, 10))),
})

/** A moment as a telephonist says it to a caller: `dinsdag 24 november 12:00`. */
export const spokenMoment = (instant: Instant): string => {
  const { date, time, weekday } = toCivil(instant)
  const { day, month } = parts(date)
  return `${weekdays[weekday - 1] ?? ''} ${day} ${month} ${time}`
}

/** A deadline in a list, as short as it can be without doubt: `vandaag 16:00`, `morgen 12:00`, `di 24 nov 12:00`. */
export const shortMoment = (instant: Instant, now: Instant): string => {
  const { date, time, weekday } = toCivil(instant)
  const today = toCivil(now).date
  if (date === today) return `vandaag ${time}`
  if (date === addDays(today, 1)) return `morgen ${time}`
  if (date === addDays(today, -1)) return `gisteren ${time}`
  const { day, month, year } = parts(date)
  const shown = `${(weekdays[weekday - 1] ?? '').slice(0, 2)} ${day} ${month.slice(0, 3)}`
  return year === today.slice(0, 4) ? `${shown} ${time}` : `${shown} ${year}`
}

/** A date in running text: `2 februari 2026`. */
export const longDate = (date: CivilDate): string => {
  const { day, month, year } = parts(date)
  return `${day} ${month} ${year}`
}

/** How old something is, rounded to what a reader needs: `3 weken oud`, `2 jaar oud`. */
export const ageInWords = (date: CivilDate, now: Instant): string => {
  const today = toCivil(now).date
  const days = daysBetween(date, today)
  if (days <= 0) return 'van vandaag'
  if (days === 1) return 'van gisteren'
  if (days < 14) return `${String(days)} dagen oud`
  if (days < 60) return `${String(Math.floor(days / 7))} weken oud`
  const total = monthsBetween(date, today)
  if (total < 24) return `${String(Math.max(2, total))} maanden oud`
  return `${String(Math.floor(total / 12))} jaar oud`
}
