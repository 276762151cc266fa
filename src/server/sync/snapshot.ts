import { z } from 'zod'
import { entities } from '../../shared/domain/entities'
import type { AnyEntity } from '../../shared/kernel/entity'
import { fail, ok, type Result } from '../../shared/kernel/result'
import type { SnapshotLine } from '../../shared/sync-protocol/snapshot'
import { scopeVerwerking } from '../audit/scope-verwerking'
import { recordVerwerkingen } from '../audit/verwerking'
import { readRows, type Db, type Queryable } from '../db/db'
import { selectRows } from '../db/entity-rows'
import type { ServerState } from '../server-state'
import { loadActor } from './actor'
import { findClient } from './client'
import { decodeSnapshotKey, encodeCursor, encodeSnapshotKey } from './cursor'
import { readCounter } from './log'
import { enterPullRole } from './pull-role'

export interface SnapshotDeps {
  readonly db: Db
  readonly state: ServerState
}

// Between two batches other requests get their turn on the embedded database's only connection.
const batchRows = 1000

const idSchema = z.object({ id: z.string() })

export interface SnapshotRequest {
  readonly scope: string
  /** The key of the last row that arrived; undefined from the beginning. */
  readonly after: string | undefined
  /** The desk that asks; one of protocol 1 does not say. */
  readonly clientId: string | undefined
}

/**
 * `GET /sync/v1/snapshot/:scope`: everything in one scope, small directory rows first. Errors before the first line: `forbidden`,
 * `signed_out`, `device_revoked`, and `resync_required` for a key of another life of the log. A failure halfway, or a right that is withdrawn
 * meanwhile, ends the lines without `end`.
 */
export const createSnapshot =
  ({ db, state: { tenant, epoch } }: SnapshotDeps) =>
  async (medewerkerId: string, request: SnapshotRequest): Promise<Result<AsyncGenerator<SnapshotLine>>> => {
    const { scope, after } = request
    const admitted = await db.transaction((tx) => admit(tx, tenant, medewerkerId, request))
    if (!admitted.ok) return admitted
    const newest = admitted.value
    const start = after === undefined ? { epoch, volgnummer: newest, entiteit: '', id: '' } : decodeSnapshotKey(after)
    const from = entities.findIndex(({ name }) => name === start?.entiteit)
    const usable = start?.epoch === epoch && start.volgnummer <= newest && (after === undefined || from >= 0)
    if (!usable) return fail({ code: 'resync_required' })
    const { volgnummer, id } = start

    const read = (entity: AnyEntity, last: string) =>
      readBatch(db, tenant, { medewerkerId, scope, entity, after: last })
    let sent = 0

    /** Answers whether it was allowed to the last row. */
    const rowsOf = async function* (entity: AnyEntity, afterId: string): AsyncGenerator<SnapshotLine, boolean> {
      let reading = read(entity, afterId)
      for (;;) {
        const batch = await reading
        if (batch === undefined) return false
        const { ids, rows } = batch
        const lastId = ids.length < batchRows ? undefined : ids.at(-1)
        // The database works on the next piece while this one is sent.
        if (lastId !== undefined) reading = ahead(read(entity, lastId))
        for (const [rowId, stored] of rows) {
          const key = encodeSnapshotKey({ epoch, volgnummer, entiteit: entity.name, id: rowId })
          sent += 1
          yield { kind: 'row', key, row: { op: 'upsert', scope, entity: entity.name, id: rowId, ...stored } }
        }
        if (lastId === undefined) return true
      }
    }

    const lines = async function* (): AsyncGenerator<SnapshotLine> {
      yield { kind: 'header', epoch, cursor: encodeCursor(volgnummer) }
      for (const [index, entity] of entities.slice(Math.max(from, 0)).entries()) {
        if (!(yield* rowsOf(entity, index === 0 ? id : ''))) return
      }
      yield { kind: 'end', rows: sent }
    }
    return ok(lines())
  }

/** Checks the rights, notes in the audit that this scope is sent, and says where the log is. */
const admit = async (
  tx: Queryable,
  tenant: string,
  medewerkerId: string,
  { scope, clientId }: SnapshotRequest,
): Promise<Result<number>> => {
  if (clientId !== undefined) {
    const client = await findClient(tx, tenant, clientId, medewerkerId)
    if (!client.ok) return client
  }
  const actor = await loadActor(tx, tenant, medewerkerId)
  if (actor === undefined) return fail({ code: 'signed_out' })
  if (!actor.scopes.includes(scope)) return fail({ code: 'forbidden', action: 'scope' })
  await recordVerwerkingen(tx, tenant, [
    scopeVerwerking('bereik.kopie', { medewerkerId, clientId: clientId ?? null, scope }),
  ])
  // Read before the scan: a row may then be newer than the cursor (harmless), never older.
  return ok(await readCounter(tx, tenant))
}

/** A read that a desk may not wait for any more: whoever does wait still gets its failure. */
const ahead = <Value>(reading: Promise<Value>): Promise<Value> => {
  reading.catch(() => undefined)
  return reading
}

interface BatchRequest {
  readonly medewerkerId: string
  readonly scope: string
  readonly entity: AnyEntity
  readonly after: string
}

/** As the role that sees only this scope. Undefined when it is not allowed any more: over a slow line a first copy takes its time. */
const readBatch = (db: Db, tenant: string, { medewerkerId, scope, entity, after }: BatchRequest) =>
  db.transaction(async (tx) => {
    const actor = await loadActor(tx, tenant, medewerkerId)
    if (actor?.scopes.includes(scope) !== true) return undefined
    await enterPullRole(tx, tenant, [scope])
    const ids = (await memberIds(tx, tenant, scope, entity, after)).map((row) => row.id)
    return { ids, rows: await selectRows(tx, tenant, entity, ids) }
  })

/** The log's newest entries are the membership of a scope, and its key holds them in id order. */
const memberIds = (db: Queryable, tenant: string, scope: string, entity: AnyEntity, after: string) =>
  readRows(
    db,
    idSchema,
    `select id from wijzigingslog
     where tenant = $1 and scope = $2 and entiteit = $3 and id > $4 and bewerking = 'upsert'
     order by id limit ${batchRows}`,
    [tenant, scope, entity.name, after],
  )
