import { z } from 'zod'
import { claimNextAction, mayDo } from '../../shared/domain/rechten/rechten'
import { afdelingScope } from '../../shared/domain/scope'
import { grantTo } from '../../shared/domain/terugbelnotitie/claim-intents'
import { terugbelnotitieEntity, terugbelnotitieSchema } from '../../shared/domain/terugbelnotitie/terugbelnotitie'
import { fail, ok, type Result } from '../../shared/kernel/result'
import type { ClaimNextRequest, ClaimNextResponse } from '../../shared/sync-protocol/claim-next'
import { recordVerwerkingen } from '../audit/verwerking'
import { readNow, readRows, type Queryable } from '../db/db'
import type { ServerState } from '../server-state'
import { loadActor } from './actor'
import { findGrant, rememberGrant } from './claim-requests'
import { findClient } from './client'
import type { Writer } from './writer'

export interface ClaimNextDeps {
  readonly state: ServerState
  readonly writer: Writer
}

/**
 * `POST /sync/v1/claim-next`: grants the free note with the nearest deadline. Who asks at the same moment passes over what another is being
 * granted, so nobody waits and nobody is refused. Errors: `resync_required`, `forbidden`, `signed_out`, `device_revoked`.
 */
export const createClaimNext =
  ({ state: { tenant }, writer }: ClaimNextDeps) =>
  (medewerkerId: string, request: ClaimNextRequest): Promise<Result<ClaimNextResponse>> =>
    writer(async (unit, tx): Promise<Result<ClaimNextResponse>> => {
      const { clientId, requestId, afdelingId } = request
      const client = await findClient(tx, tenant, clientId, medewerkerId, 'locked')
      if (!client.ok) return client
      const actor = await loadActor(tx, tenant, medewerkerId)
      if (actor === undefined) return fail({ code: 'signed_out' })
      const asked =
        afdelingId === null ? actor.scopes : actor.scopes.filter((scope) => scope === afdelingScope(afdelingId))
      if (!mayDo(actor.medewerker.rol, claimNextAction) || asked.length === 0)
        return fail({ code: 'forbidden', action: claimNextAction })
      const granted = await findGrant(tx, tenant, { clientId, requestId, medewerkerId })
      if (granted !== undefined) return ok({ notitieId: granted })
      const notitieId = await lockNext(tx, tenant, asked)
      if (notitieId === undefined) return ok({ notitieId: null })
      await unit.load(terugbelnotitieEntity, [notitieId])
      const notitie = terugbelnotitieSchema.parse(unit.find(terugbelnotitieEntity, notitieId))
      const mine = grantTo(notitie, medewerkerId, await readNow(tx))
      unit.save(terugbelnotitieEntity, notitieId, mine)
      await rememberGrant(tx, tenant, { clientId, requestId, notitieId, token: mine.claim?.token ?? 0 })
      await recordVerwerkingen(tx, tenant, [
        {
          actie: claimNextAction,
          medewerker: medewerkerId,
          client: clientId,
          onderwerp: `${terugbelnotitieEntity.name}/${notitieId}`,
          doel: null,
          toelichting: null,
        },
      ])
      return ok({ notitieId })
    })

/** A lease that ran out binds nobody, by the database's clock. The last lines are the same order as the index of the queue. */
const lockNext = async (tx: Queryable, tenant: string, scopes: readonly string[]): Promise<string | undefined> => {
  const [next] = await readRows(
    tx,
    z.object({ id: z.string() }),
    `select id from terugbelnotities
     where tenant = $1 and 'afd:' || afdeling_id = any($2) and status in ('open', 'geclaimd')
       and (claim is null or (claim ->> 'tot')::timestamptz <= now())
     order by bellen_voor, id limit 1
     for update skip locked`,
    [tenant, scopes],
  )
  return next?.id
}
