import type { Aandachtspunt } from '../../shared/contract/verbinding'
import { handelTerugbelnotitieAf } from '../../shared/domain/terugbelnotitie/intents'
import { terugbelnotitieSchema, type Terugbelnotitie } from '../../shared/domain/terugbelnotitie/terugbelnotitie'
import { toCivil } from '../../shared/kernel/civil-time'
import type { Instant } from '../../shared/kernel/clock'
import { shortMoment } from '../../shared/kernel/dutch-time'
import type { AppError } from '../../shared/kernel/result'
import { errorText } from './errors'
import { terugbelnotitiesTexts as texts } from './terugbelnotities'

type Wish = Pick<Aandachtspunt, 'naam' | 'args'>

/**
 * Why something about a notitie was refused, with what a colleague did meanwhile when the refusal tells: who has just spoken an
 * inhabitant must know that somebody else did too. `punt` = the wish that the server refused; without it the desk itself refused,
 * and nothing was sent.
 */
export const refusalLine = (error: AppError, medewerkerId: string, now: Instant, punt?: Wish): string => {
  const { zin, doe } = errorText(error)
  const isKept = error.code === 'conflict' && keepsCall.includes(error.reason) && holdsCall(punt)
  const line = `${zin} ${isKept ? texts.bewaardAlsPoging : doe}`
  if (error.code !== 'conflict') return line
  // It crossed the contract as unknown: another noun's state, or that of an older Klaar, says nothing here.
  const current = terugbelnotitieSchema.safeParse(error.current)
  const deed = current.success ? deedOfColleague(current.data, medewerkerId, now) : undefined
  if (deed === undefined) return line
  // That a colleague finished it has just been said, with when.
  if (error.reason === 'afgehandeld')
    return `${deed} ${isKept ? `${texts.leesUitkomst} ${texts.bewaardAlsPoging}` : doe}`
  return `${deed} ${line}`
}

/** Refusals of a finish with which the server keeps the call. */
const keepsCall: readonly string[] = ['claim_vervallen', 'afgehandeld', 'held']

/** The call itself, when the wish holds it, is kept by the server as a poging, also when what should follow is refused. */
const holdsCall = (punt: Wish | undefined): boolean =>
  punt?.naam === handelTerugbelnotitieAf.name &&
  typeof punt.args === 'object' &&
  punt.args !== null &&
  'poging' in punt.args &&
  punt.args.poging !== null

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
