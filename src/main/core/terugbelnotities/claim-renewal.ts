import { leaseSeconds, verlengClaim } from '../../../shared/domain/terugbelnotitie/claim-intents'
import { terugbelnotitieEntity } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { addSeconds, millisecondsBetween, type Instant } from '../../../shared/kernel/clock'
import type { AttentionList } from '../sync/attention'
import { wish, type Outbox } from '../sync/outbox'
import type { Timers } from '../sync/ports'
import type { TerugbelnotitieRepository } from './repository'

interface ClaimRenewalOptions {
  readonly repository: Pick<TerugbelnotitieRepository, 'listHeldBy' | 'countLeases'>
  readonly outbox: Pick<Outbox, 'enqueue' | 'pendingOn'>
  readonly attention: Pick<AttentionList, 'list' | 'remove'>
  readonly medewerkerId: string
  /** The server's time, as well as this desk knows it. */
  readonly now: () => Instant
  /** Milliseconds that nobody can set. */
  readonly monotonic: () => number
  readonly timers: Timers
  /** A lease ran out or is about to: no row changed, but what it means did. */
  readonly onLeases: () => void
}

/** Keeps the claims of this desk alive while somebody works on them, and watches leases run out. */
export interface ClaimRenewal {
  /** Somebody works on this note now: claimed it, typed about it, called. Looking at it is not work. */
  readonly touch: (notitieId: string) => void
  readonly start: () => void
  /** A renewal that was refused asks nothing of anybody: the note itself shows who has it. */
  readonly forgetRefused: () => void
  readonly close: () => void
}

const lookMs = 30_000
/** With this left of a lease a new one is asked for; a third of it remains to succeed before anybody is warned. */
const renewBelowMs = (leaseSeconds * 1000 * 2) / 3
/** With this left, two thirds of the lease went by without a renewal. */
export const warnBelowSeconds = leaseSeconds / 3

export const createClaimRenewal = (options: ClaimRenewalOptions): ClaimRenewal => {
  const { repository, outbox, attention, medewerkerId, now, monotonic, timers, onLeases } = options
  const touchedAt = new Map<string, number>()
  let cancel: (() => void) | undefined
  let shown: string | undefined

  const isWorkedOn = (id: string): boolean => {
    const at = touchedAt.get(id)
    return at !== undefined && monotonic() - at < leaseSeconds * 1000
  }
  // One renewal per note at a time: what waits offline asks for time once, however long that takes.
  const isAsked = (id: string): boolean => outbox.pendingOn(terugbelnotitieEntity.name, id).includes(verlengClaim.name)
  const renew = (): void => {
    for (const { id, token, tot } of repository.listHeldBy(medewerkerId)) {
      if (millisecondsBetween(now(), tot) > renewBelowMs || !isWorkedOn(id) || isAsked(id)) continue
      outbox.enqueue([wish(verlengClaim, verlengClaim.args.parse({ id, token }))])
    }
  }
  const watch = (): void => {
    const present = now()
    const { live, ending } = repository.countLeases(medewerkerId, present, addSeconds(present, warnBelowSeconds))
    const next = `${String(live)}/${String(ending)}`
    if (shown !== undefined && shown !== next) onLeases()
    shown = next
  }
  const look = (): void => {
    renew()
    watch()
    cancel = timers.after(lookMs, look)
  }
  const forgetRefused = (): void => {
    for (const { no, naam } of attention.list()) if (naam === verlengClaim.name) attention.remove(no)
  }

  return {
    touch: (notitieId) => {
      touchedAt.set(notitieId, monotonic())
    },
    start: () => {
      forgetRefused()
      look()
    },
    forgetRefused,
    close: () => cancel?.(),
  }
}
