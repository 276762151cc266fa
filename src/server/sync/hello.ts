import { fail, ok, type Result } from '../../shared/kernel/result'
import type { HelloRequest, HelloResponse } from '../../shared/sync-protocol/hello'
import { minimumProtocolVersion, protocolVersion } from '../../shared/sync-protocol/protocol-version'
import { scopeVerwerking, type ScopeActie } from '../audit/scope-verwerking'
import { recordVerwerkingen } from '../audit/verwerking'
import { readNow, type Db } from '../db/db'
import type { ServerState } from '../server-state'
import { loadActor } from './actor'
import { greetClient } from './client'
import { grantScopes, openPurges, orderPurges } from './scopes-of-desk'

export interface HelloDeps {
  readonly db: Db
  readonly state: ServerState
}

// Older desks do not know the order to erase: theirs waits until they are updated.
const purgesSince = 2

/**
 * `POST /sync/v1/hello`: agrees on a protocol, knows the desk from now on and says what it may hold and must erase. Errors:
 * `unsupported_protocol`, `signed_out`, `device_revoked`, and `forbidden` for a desk of somebody else.
 */
export const createHello =
  ({ db, state: { tenant, epoch, gemeente, limits } }: HelloDeps) =>
  async (medewerkerId: string, request: HelloRequest): Promise<Result<HelloResponse>> => {
    const { clientId, protocol, appVersion, settledNo, holds = [] } = request
    const spoken = Math.min(protocol.max, protocolVersion)
    if (spoken < Math.max(protocol.min, minimumProtocolVersion)) {
      return fail({ code: 'unsupported_protocol', supported: `${minimumProtocolVersion}-${protocolVersion}` })
    }
    return db.transaction(async (tx): Promise<Result<HelloResponse>> => {
      const actor = await loadActor(tx, tenant, medewerkerId)
      if (actor === undefined) return fail({ code: 'signed_out' })
      const client = await greetClient(tx, tenant, { clientId, medewerkerId, settledNo, protocol: spoken, appVersion })
      if (!client.ok) return client
      const scopes = { tenant, clientId, allowed: actor.scopes }
      const note = (actie: ScopeActie, named: readonly string[]): Promise<void> =>
        recordVerwerkingen(
          tx,
          tenant,
          named.map((scope) => scopeVerwerking(actie, { medewerkerId, clientId, scope })),
        )
      // From here on pulls give what lies in it, with or without a first copy.
      await note('bereik.toegekend', await grantScopes(tx, scopes))
      if (spoken >= purgesSince) {
        await note('bereik.wisopdracht', await orderPurges(tx, scopes, holds))
      }
      return ok({
        protocol: spoken,
        epoch,
        medewerkerId,
        gemeente,
        scopes: [...actor.scopes],
        purges: spoken >= purgesSince ? [...(await openPurges(tx, tenant, clientId))] : [],
        serverTime: await readNow(tx),
        lastMutationNo: client.value.laatsteNo,
        limits,
      })
    })
  }
