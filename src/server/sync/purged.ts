import { ok, type Result } from '../../shared/kernel/result'
import type { PurgedRequest } from '../../shared/sync-protocol/purged'
import { scopeVerwerking } from '../audit/scope-verwerking'
import { recordVerwerkingen } from '../audit/verwerking'
import type { Db } from '../db/db'
import type { ServerState } from '../server-state'
import { findClient } from './client'
import { endPurges } from './scopes-of-desk'

export interface PurgedDeps {
  readonly db: Db
  readonly state: ServerState
}

/** `POST /sync/v1/purged`: a desk erased what it was ordered to. Errors: `resync_required`, `forbidden`, `device_revoked`. */
export const createPurged =
  ({ db, state: { tenant } }: PurgedDeps) =>
  (medewerkerId: string, { clientId, scopes }: PurgedRequest): Promise<Result<object>> =>
    db.transaction(async (tx) => {
      const client = await findClient(tx, tenant, clientId, medewerkerId, 'locked')
      if (!client.ok) return client
      const ended = await endPurges(tx, tenant, clientId, scopes)
      await recordVerwerkingen(
        tx,
        tenant,
        ended.map((scope) => scopeVerwerking('bereik.gewist', { medewerkerId, clientId, scope })),
      )
      return ok({})
    })
