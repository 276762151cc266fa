import { deadlineAfter } from '../../shared/domain/werkkalender/deadline'
import type { Werkkalender } from '../../shared/domain/werkkalender/werkkalender'
import { addSeconds, type Instant } from '../../shared/kernel/clock'
import type { DemoNotitie } from './demo-files'

export interface DemoMoment {
  readonly aangemaaktOp: Instant
  readonly bellenVoor: Instant
}

const halfHour = 30 * 60

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
  const candidates: DemoMoment[] = []
  let late = 0
  // The further back a note was made, the earlier its deadline; so the last ones of this list have passed, and only those.
  while (late <= rank) {
    const aangemaaktOp = addSeconds(now, -(candidates.length + 1) * halfHour)
    const deadline = deadlineAfter(aangemaaktOp, werkdagen, kalender)
    if (deadline === undefined) throw new Error('the demo calendar has no working days')
    candidates.push({ aangemaaktOp, bellenVoor: deadline.bellenVoor })
    if (deadline.bellenVoor <= now) late += 1
  }
  const firstLate = candidates.length - late
  const wanted = { te_laat: firstLate + rank, eerstvolgend: firstLate - 2 - 3 * rank, later: 3 * rank, afgehandeld: 1 }
  const found = candidates[Math.max(0, wanted[moment])]
  if (found === undefined) throw new Error('the demo calendar has no such moment')
  return found
}
