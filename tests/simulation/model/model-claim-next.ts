import { claimNextAction, mayDo } from '../../../src/shared/domain/rechten/rechten'
import { afdelingScope } from '../../../src/shared/domain/scope'
import { grantTo } from '../../../src/shared/domain/terugbelnotitie/claim-intents'
import {
  holderAt,
  isOpen,
  terugbelnotitieEntity,
  type Terugbelnotitie,
} from '../../../src/shared/domain/terugbelnotitie/terugbelnotitie'
import { fail, ok, type Result } from '../../../src/shared/kernel/result'
import type { ClaimNextResponse } from '../../../src/shared/sync-protocol/claim-next'
import type { SimServer } from '../sim-server'
import type { FindDesk } from './model-server'
import { rowKey, type ModelState } from './model-state'
import type { ModelTx } from './model-transactions'

interface ClaimNextOptions {
  readonly state: () => ModelState
  readonly step: (label: string) => Promise<void>
  readonly find: FindDesk
  readonly inTransaction: (
    work: (tx: ModelTx) => Promise<Result<ClaimNextResponse>>,
  ) => Promise<Result<ClaimNextResponse>>
  readonly finish: (tx: ModelTx) => Promise<void>
}

/** The free note with the nearest deadline; who asks at the same moment passes over what another is being granted. */
export const createModelClaimNext =
  ({ state, step, find, inTransaction, finish }: ClaimNextOptions): SimServer['claimNext'] =>
  (medewerkerId, { clientId, requestId, afdelingId }) =>
    inTransaction(async (tx) => {
      await tx.lock(`client/${clientId}`)
      const known = find(medewerkerId, clientId)
      if (!known.ok) return known
      const { actor } = known.value
      const asked = actor.scopes.filter((scope) => afdelingId === null || scope === afdelingScope(afdelingId))
      if (!mayDo(actor.medewerker.rol, claimNextAction) || asked.length === 0) {
        return fail({ code: 'forbidden', action: claimNextAction })
      }
      const key = `${clientId}/${requestId}`
      const again = state().picked.get(key)
      const granted = again === undefined ? undefined : notitieOf(state(), again.id)
      if (
        granted?.claim?.token === again?.token &&
        granted !== undefined &&
        holderAt(granted, tx.now) === medewerkerId
      ) {
        tx.rollback()
        return ok({ notitieId: granted.id })
      }
      await step('queue')
      const free = [...state().rows.values()]
        .flatMap(({ entity, id }) => (entity === terugbelnotitieEntity.name ? (notitieOf(state(), id) ?? []) : []))
        .filter((notitie) => isOpen(notitie) && holderAt(notitie, tx.now) === undefined)
        .filter(({ afdelingId: of }) => asked.includes(afdelingScope(of)))
        .sort((one, other) => (one.bellenVoor + one.id < other.bellenVoor + other.id ? -1 : 1))
      // For update skip locked: what somebody else is working on is not waited for.
      const chosen = free.find(({ id }) => tx.tryLock(rowKey('terugbelnotitie', id)))
      if (chosen === undefined) {
        tx.rollback()
        return ok({ notitieId: null })
      }
      await tx.load(terugbelnotitieEntity, [chosen.id])
      const mine = grantTo(chosen, medewerkerId, tx.now)
      tx.save(terugbelnotitieEntity, chosen.id, mine)
      tx.alongside((disk) => {
        disk.picked.set(key, { id: chosen.id, token: mine.claim?.token ?? 0 })
      })
      await finish(tx)
      return ok({ notitieId: chosen.id })
    })

const notitieOf = (disk: ModelState, id: string): Terugbelnotitie | undefined =>
  terugbelnotitieEntity.parse(disk.rows.get(rowKey(terugbelnotitieEntity.name, id))?.state)
