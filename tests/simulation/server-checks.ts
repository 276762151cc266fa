import { contactmomentEntity } from '../../src/shared/domain/contactmoment/contactmoment'
import { registreerContactmoment } from '../../src/shared/domain/contactmoment/intents'
import {
  claimTerugbelnotitie,
  geefClaimVrij,
  verlengClaim,
} from '../../src/shared/domain/terugbelnotitie/claim-intents'
import { handelTerugbelnotitieAf } from '../../src/shared/domain/terugbelnotitie/intents'
import {
  holderAt,
  terugbelnotitieEntity,
  type Terugbelnotitie,
} from '../../src/shared/domain/terugbelnotitie/terugbelnotitie'
import { grantKey } from './desk-checks'
import type { Invariants } from './invariants'
import { deedOf, type Decision } from './model/model-server'
import { outcomeKey, type ModelEntry, type ModelState } from './model/model-state'

/** What was decided about a note that existed. */
interface NoteDecision {
  readonly name: string
  readonly medewerkerId: string
  readonly was: Terugbelnotitie
  readonly is: Terugbelnotitie
  readonly token: number | null
  readonly holder: string | undefined
}

const noteDecisionOf = ({ intent, medewerkerId, before, after, now }: Decision): NoteDecision | undefined => {
  const [was, is] = [terugbelnotitieEntity.parse(before), terugbelnotitieEntity.parse(after)]
  if (was === undefined || is === undefined) return undefined
  const { token } = intent.args as { readonly token?: number | null }
  return { name: intent.name, medewerkerId, was, is, token: token ?? null, holder: holderAt(was, now) }
}

/** What the rules of claims promise, said a second time and in other words than the rules themselves. */
export const createServerChecks = (invariants: Invariants, disk: () => ModelState) => {
  const grants = new Set<string>()
  const tokens = new Map<string, { readonly token: number; readonly houder: string }>()
  const registered = new Set<string>()
  const check = invariants.check

  /** Calls by somebody who did not hold the note are marked as such. */
  const checkPogingen = ({ was, is, holder, token, medewerkerId }: NoteDecision): void => {
    for (const poging of is.pogingen.slice(was.pogingen.length)) {
      const underClaim = holder === medewerkerId && was.claim?.token === token
      check(
        'single-holder',
        poging.buitenClaim === !underClaim,
        () => `a poging of ${medewerkerId} is not marked as it should be`,
      )
    }
  }
  /** Only who holds it under this very token may keep it or give it back. */
  const checkHeld = ({ was, token, medewerkerId, name }: NoteDecision): void => {
    check(
      'single-holder',
      was.claim?.houder === medewerkerId && was.claim.token === token,
      () => `${name} under token ${String(token)} was taken, ${JSON.stringify(was.claim)} was the claim`,
    )
  }
  /** Nobody takes or finishes what somebody else holds, or was given later. */
  const checkFree = ({ was, holder, token, medewerkerId, name }: NoteDecision): void => {
    const byOther = holder !== undefined && holder !== medewerkerId
    check('single-holder', !byOther, () => `${name} of ${medewerkerId} was taken while ${String(holder)} held it`)
    const stale = token !== null && token !== was.claim?.token && was.claim?.houder !== medewerkerId
    check('single-holder', !stale, () => `${name} of ${medewerkerId} was taken under an old token`)
  }
  const checkApplied: Readonly<Record<string, (decision: NoteDecision) => void>> = {
    [verlengClaim.name]: checkHeld,
    [geefClaimVrij.name]: checkHeld,
    [claimTerugbelnotitie.name]: checkFree,
    [handelTerugbelnotitieAf.name]: checkFree,
  }
  const checkIntent = (decision: Decision): void => {
    const note = noteDecisionOf(decision)
    if (note === undefined) return
    checkPogingen(note)
    if (decision.outcome.kind === 'applied') checkApplied[note.name]?.(note)
  }

  const checkTokens = (notitie: Terugbelnotitie): void => {
    const { id, claim } = notitie
    if (claim === null) return
    const before = tokens.get(id)
    const grows =
      before === undefined ||
      claim.token > before.token ||
      (claim.token === before.token && claim.houder === before.houder)
    check('single-holder', grows, () => `${id} went from ${JSON.stringify(before)} to ${JSON.stringify(claim)}`)
    tokens.set(id, { token: claim.token, houder: claim.houder })
    grants.add(grantKey(id, claim.houder, claim.token))
  }

  return {
    grants: grants as ReadonlySet<string>,
    onDecided: (decisions: readonly Decision[]): void => {
      for (const decision of decisions) {
        const key = outcomeKey(decision.clientId, decision.intent.no)
        check('exactly-once', disk().decided.get(key) === 1, () => `${key} was decided more than once`)
        const deed = deedOf(decision.intent)
        const times = deed === undefined ? 1 : disk().decided.get(deed)
        check('exactly-once', times === 1, () => `${deed ?? ''} came more than once, under different numbers`)
        if (decision.intent.name === registreerContactmoment.name && decision.outcome.kind === 'applied')
          registered.add(key)
        checkIntent(decision)
      }
    },
    onCommit: (entries: readonly ModelEntry[]): void => {
      for (const id of new Set(entries.filter(({ entity }) => entity === 'terugbelnotitie').map((entry) => entry.id))) {
        const notitie = terugbelnotitieEntity.parse(disk().rows.get(`terugbelnotitie/${id}`)?.state)
        if (notitie !== undefined) checkTokens(notitie)
      }
    },
    /** A restored log is another life: tokens count from what the backup holds. */
    onRestored: (): void => {
      tokens.clear()
      for (const { entity, state } of disk().rows.values()) {
        const claim = entity === 'terugbelnotitie' ? terugbelnotitieEntity.parse(state)?.claim : undefined
        const id = terugbelnotitieEntity.parse(state)?.id
        if (claim !== undefined && claim !== null && id !== undefined) tokens.set(id, claim)
      }
    },
    /** As many contactmomenten as were accepted. */
    checkCounts: (): void => {
      const state = disk()
      const accepted = [...registered].filter((key) => state.outcomes.get(key)?.kind === 'applied').length
      const rows = [...state.rows.values()].filter(({ entity }) => entity === contactmomentEntity.name).length
      check('exactly-once', accepted === rows, () => `${accepted} contactmomenten were accepted, ${rows} exist`)
    },
  }
}
