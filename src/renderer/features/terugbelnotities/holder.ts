import type { TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { isOpen, holderAt } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { toCivil } from '../../../shared/kernel/civil-time'
import type { Instant } from '../../../shared/kernel/clock'

/** With whom a notitie is at this moment, as somebody at this desk sees it. */
export type Holder =
  | { readonly kind: 'niemand' }
  | { readonly kind: 'gevraagd' }
  /** Only with the server's grant. `bijna` = soon free again unless it is held. */
  | { readonly kind: 'ik'; readonly tot: string; readonly bijna: boolean }
  | { readonly kind: 'ander'; readonly naam: string }
  | { readonly kind: 'klaar' }

type Claimable = Pick<TerugbelnotitieRegel, 'status' | 'claim' | 'houderNaam' | 'claimGevraagd' | 'claimBijnaVerlopen'>

export const holderOf = (regel: Claimable, medewerkerId: string, now: Instant): Holder => {
  if (!isOpen(regel)) return { kind: 'klaar' }
  const houder = holderAt(regel, now)
  if (houder === medewerkerId && regel.claim !== null)
    return { kind: 'ik', tot: toCivil(regel.claim.tot).time, bijna: regel.claimBijnaVerlopen }
  if (regel.claimGevraagd) return { kind: 'gevraagd' }
  return houder === undefined ? { kind: 'niemand' } : { kind: 'ander', naam: regel.houderNaam ?? houder }
}

/** What is with nobody can be taken; what is nearly over can be held on to, which is asking again. */
export const mayClaim = (holder: Holder): boolean => holder.kind === 'niemand' || mayHold(holder)

export const mayHold = (holder: Holder): boolean => holder.kind === 'ik' && holder.bijna

export const mayGiveBack = ({ kind }: Holder): boolean => kind === 'ik'

/** For who may break claims at all (the store knows). */
export const isWithColleague = ({ kind }: Holder): boolean => kind === 'ander'

/** Also without a claim: somebody who happened to speak the caller may write down what came of it. */
export const mayHandelAf = ({ kind }: Holder): boolean => kind !== 'ander' && kind !== 'klaar'
