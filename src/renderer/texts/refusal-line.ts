import { terugbelnotitieSchema, type Terugbelnotitie } from '../../shared/domain/terugbelnotitie/terugbelnotitie'
import { toCivil } from '../../shared/kernel/civil-time'
import type { Instant } from '../../shared/kernel/clock'
import { shortMoment } from '../../shared/kernel/dutch-time'
import type { AppError } from '../../shared/kernel/result'
import { errorLine, errorText } from './errors'
import { terugbelnotitiesTexts as texts } from './terugbelnotities'

/**
 * Why something about a notitie was refused, with what a colleague did meanwhile when the refusal tells: who has just spoken an
 * inhabitant must know that somebody else did too.
 */
export const refusalLine = (error: AppError, medewerkerId: string, now: Instant): string => {
  const line = errorLine(error)
  if (error.code !== 'conflict') return line
  // It crossed the contract as unknown: another noun's state, or that of an older Klaar, says nothing here.
  const current = terugbelnotitieSchema.safeParse(error.current)
  const deed = current.success ? deedOfColleague(current.data, medewerkerId, now) : undefined
  if (deed === undefined) return line
  // That a colleague finished it has just been said, with when.
  return error.reason === 'afgehandeld' ? `${deed} ${errorText(error).doe}` : `${deed} ${line}`
}

const deedOfColleague = (notitie: Terugbelnotitie, medewerkerId: string, now: Instant): string | undefined => {
  const { afgehandeldOp, pogingen } = notitie
  if (afgehandeldOp !== null) return texts.collegaHandeldeAf(timeOf(afgehandeldOp, now))
  const call = pogingen.filter(({ door }) => door !== medewerkerId).at(-1)
  return call === undefined ? undefined : texts.collegaBelde(timeOf(call.op, now))
}

/** `om 10:42` today, with the day on another day. */
const timeOf = (instant: Instant, now: Instant): string => {
  const { date, time } = toCivil(instant)
  return date === toCivil(now).date ? `om ${time}` : shortMoment(instant, now)
}
