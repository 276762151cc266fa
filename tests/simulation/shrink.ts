import type { Item, Schedule } from './schedule'

// A failure is shown to people: minutes of searching for one item less are not worth it.
const maxRuns = 300

/**
 * The shortest schedule that this finds and that still fails (delta debugging): leaves out ever smaller pieces. As all small chance hangs on
 * the seed and on names, leaving something out changes nothing else.
 */
export const shrink = async (
  schedule: Schedule,
  stillFails: (smaller: Schedule) => Promise<boolean>,
): Promise<Schedule> => {
  let items: readonly Item[] = schedule.items
  let runs = 0
  const fails = async (candidate: readonly Item[]): Promise<boolean> =>
    (runs += 1) <= maxRuns && (await stillFails({ ...schedule, items: candidate }))
  for (let size = Math.ceil(items.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < items.length;) {
      const without = [...items.slice(0, from), ...items.slice(from + size)]
      if (await fails(without)) items = without
      else from += size
    }
  }
  return { ...schedule, items }
}
