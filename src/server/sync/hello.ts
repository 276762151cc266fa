import { z } from 'zod'
import { instantSchema } from '../../shared/kernel/clock'
import { fail, ok, type Result } from '../../shared/kernel/result'
import type { HelloRequest, HelloResponse } from '../../shared/sync-protocol/hello'
import { minimumProtocolVersion, protocolVersion } from '../../shared/sync-protocol/protocol-version'
import { readRows, type Db } from '../db/db'
import type { ServerState } from '../server-state'
import { loadActor } from './actor'

export interface HelloDeps {
  readonly db: Db
  readonly state: ServerState
}

/**
 * `POST /sync/v1/hello`: agrees on a protocol, knows the desk from now on and says what it may hold. Errors: `unsupported_protocol`,
 * `signed_out`, and `forbidden` for a desk of somebody else.
 */
export const createHello =
  ({ db, state: { tenant, epoch, gemeente } }: HelloDeps) =>
  async (medewerkerId: string, { clientId, protocol, settledNo }: HelloRequest): Promise<Result<HelloResponse>> => {
    const spoken = Math.min(protocol.max, protocolVersion)
    if (spoken < Math.max(protocol.min, minimumProtocolVersion)) {
      return fail({
        code: 'unsupported_protocol',
        supported: `${String(minimumProtocolVersion)}-${String(protocolVersion)}`,
      })
    }
    const actor = await loadActor(db, tenant, medewerkerId)
    if (actor === undefined) return fail({ code: 'signed_out' })
    // A server restored from an older backup has forgotten outcomes that the desk has; numbering goes on from the desk's count.
    const [known] = await readRows(
      db,
      z.object({ now: instantSchema, laatste_no: z.int() }),
      `insert into client (tenant, id, medewerker, laatste_no, protocol) values ($1, $2, $3, $4, $5)
       on conflict (tenant, id) do update
       set laatste_no = greatest(client.laatste_no, excluded.laatste_no), protocol = excluded.protocol, gezien_op = now()
       where client.medewerker = excluded.medewerker
       returning now() as now, laatste_no`,
      [tenant, clientId, medewerkerId, settledNo, spoken],
    )
    if (known === undefined) return fail({ code: 'forbidden', action: 'client' })
    return ok({
      protocol: spoken,
      epoch,
      medewerkerId,
      gemeente,
      scopes: [...actor.scopes],
      serverTime: known.now,
      lastMutationNo: known.laatste_no,
    })
  }
