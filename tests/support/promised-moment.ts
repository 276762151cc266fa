import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { repositoryRoot } from '../../scripts/processes/bundles.ts'

interface OpenDay {
  readonly date: Temporal.PlainDate
  readonly from: Temporal.PlainTime
  readonly until: Temporal.PlainTime
}

const demoFile = (name: string): string => readFileSync(join(repositoryRoot, 'resources/demo', name), 'utf8')

const closedDates = (): ReadonlySet<string> =>
  new Set(
    demoFile('feestdagen-nl.csv')
      .split('\n')
      .slice(1)
      .filter((line) => /,(ja|lokaal)\s*$/.test(line))
      .map((line) => line.slice(0, 10)),
  )

/** The coming days on which the demo gemeente works, with today first when it still does. */
const comingOpenDays = (now: Temporal.ZonedDateTime): readonly OpenDay[] => {
  const hours = JSON.parse(demoFile('openingstijden.json')) as readonly ({ van: string; tot: string } | null)[]
  const closed = closedDates()
  return Array.from({ length: 60 }, (_, ahead) => now.toPlainDate().add({ days: ahead })).flatMap((date) => {
    const day = hours[date.dayOfWeek - 1]
    if (day === undefined || day === null || closed.has(date.toString())) return []
    return [{ date, from: Temporal.PlainTime.from(day.van), until: Temporal.PlainTime.from(day.tot) }]
  })
}

const later = (one: Temporal.PlainTime, other: Temporal.PlainTime) =>
  Temporal.PlainTime.compare(one, other) > 0 ? one : other
const earlier = (one: Temporal.PlainTime, other: Temporal.PlainTime) =>
  Temporal.PlainTime.compare(one, other) < 0 ? one : other

/**
 * The moment that a caller must be promised now, worked out from the demo gemeente's own files and not with the product's code:
 * so many open days further, at the same time of day, within that day's hours. A call after closing counts from the next opening.
 */
export const promisedMoment = (workingDays: number): string => {
  const now = Temporal.Now.zonedDateTimeISO('Europe/Amsterdam')
  const days = comingOpenDays(now)
  const today = days[0]?.date.equals(now.toPlainDate()) === true ? days[0] : undefined
  const stillOpen = today !== undefined && Temporal.PlainTime.compare(now.toPlainTime(), today.until) < 0
  const counted = today !== undefined && !stillOpen ? days.slice(1) : days
  const first = counted[0]
  const last = counted[workingDays]
  if (first === undefined || last === undefined) throw new Error('the demo gemeente never opens')
  const start = stillOpen ? later(now.toPlainTime(), first.from) : first.from
  const time = earlier(later(start, last.from), last.until)
  const day = last.date.toLocaleString('nl-NL', { weekday: 'long', day: 'numeric', month: 'long' })
  return `${day} ${time.toString({ smallestUnit: 'minute' })}`
}
