import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { isOpen, holderAt } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { toCivil } from '../../../shared/kernel/civil-time'
import type { Instant } from '../../../shared/kernel/clock'

/** With whom a notitie is at this moment, as somebody at this desk sees it. */
export type Holder =
  | { readonly kind: 'niemand' }
  | { readonly kind: 'gevraagd' }
  | { readonly kind: 'ik'; readonly tot: string }
  | { readonly kind: 'ander'; readonly naam: string }
  | { readonly kind: 'klaar' }

type Claimable = Pick<TerugbelnotitieRegel, 'status' | 'claim' | 'houderNaam' | 'claimGevraagd'>

export const holderOf = (regel: Claimable, medewerkerId: string, now: Instant): Holder => {
  if (!isOpen(regel)) return { kind: 'klaar' }
  const houder = holderAt(regel, now)
  if (houder === medewerkerId && regel.claim !== null) return { kind: 'ik', tot: toCivil(regel.claim.tot).time }
  if (regel.claimGevraagd) return { kind: 'gevraagd' }
  return houder === undefined ? { kind: 'niemand' } : { kind: 'ander', naam: regel.houderNaam ?? houder }
}

/** Only what is with nobody can be taken. */
export const mayClaim = ({ kind }: Holder): boolean => kind === 'niemand'

/** Also without a claim: somebody who happened to speak the caller may write down what came of it. */
export const mayHandelAf = ({ kind }: Holder): boolean => kind !== 'ander' && kind !== 'klaar'
