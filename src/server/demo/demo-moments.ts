import { deadlineAfter } from '../../shared/domain/werkkalender/deadline'
import type { Werkkalender } from '../../shared/domain/werkkalender/werkkalender'
import { addSeconds, type Instant } from '../../shared/kernel/clock'
import type { DemoNotitie } from './demo-files'

export interface DemoMoment {
  readonly aangemaaktOp: Instant
  readonly bellenVoor: Instant
}

const halfHour = 30 * 60
// Two weeks back reaches over every closing, also over Christmas.
const searchedHalfHours = 14 * 48

/**
 * When a demo note was made so that its deadline, by the ordinary rule, lies where the demo wants it: just passed, the first ones to
 * come, or later. `rank` spreads notes with the same wish.
 */
export const demoMomentFor = (
  moment: DemoNotitie['moment'],
  rank: number,
  werkdagen: number,
  kalender: Werkkalender,
  now: Instant,
): DemoMoment => {
  const candidates = Array.from({ length: searchedHalfHours }, (_, step): DemoMoment => {
    const aangemaaktOp = addSeconds(now, -(step + 1) * halfHour)
    const deadline = deadlineAfter(aangemaaktOp, werkdagen, kalender)
    if (deadline === undefined) throw new Error('the demo calendar has no working days')
    return { aangemaaktOp, bellenVoor: deadline.bellenVoor }
  })
  // The further back it was made, the earlier its deadline: everything from here on has passed.
  const firstLate = candidates.findIndex(({ bellenVoor }) => bellenVoor <= now)
  const wanted = { te_laat: firstLate + rank, eerstvolgend: firstLate - 2 - 3 * rank, later: 3 * rank, afgehandeld: 1 }[
    moment
  ]
  const found = candidates[Math.max(0, wanted)]
  if (found === undefined) throw new Error('the demo calendar has no such moment')
  return found
}
