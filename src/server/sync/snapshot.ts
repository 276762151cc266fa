import { z } from 'zod'
import { entities } from '../../shared/domain/entities'
import type { AnyEntity } from '../../shared/kernel/entity'
import { fail, ok, type Result } from '../../shared/kernel/result'
import type { SnapshotLine } from '../../shared/sync-protocol/snapshot'
import { readRows, type Db } from '../db/db'
import { selectRows } from '../db/entity-rows'
import type { ServerState } from '../server-state'
import { loadActor } from './actor'
import { decodeSnapshotKey, encodeCursor, encodeSnapshotKey } from './cursor'
import { readCounter } from './log'

export interface SnapshotDeps {
  readonly db: Db
  readonly state: ServerState
}

// Between two batches other requests get their turn on the embedded database's only connection.
const batchRows = 1000

const idSchema = z.object({ id: z.string() })

/**
 * `GET /sync/v1/snapshot/:scope`: everything in one scope, small directory rows first. Errors before the first line: `forbidden`,
 * `signed_out`, and `resync_required` for a key of another life of the log. A failure halfway ends the lines without `end`.
 */
export const createSnapshot =
  ({ db, state: { tenant, epoch } }: SnapshotDeps) =>
  async (
    medewerkerId: string,
    scope: string,
    after: string | undefined,
  ): Promise<Result<AsyncGenerator<SnapshotLine>>> => {
    const actor = await loadActor(db, tenant, medewerkerId)
    if (actor === undefined) return fail({ code: 'signed_out' })
    if (!actor.scopes.includes(scope)) return fail({ code: 'forbidden', action: 'scope' })
    // Read before the scan: a row may then be newer than the cursor (harmless), never older.
    const newest = await readCounter(db, tenant)
    const start = after === undefined ? { epoch, volgnummer: newest, entiteit: '', id: '' } : decodeSnapshotKey(after)
    const from = entities.findIndex(({ name }) => name === start?.entiteit)
    const usable = start?.epoch === epoch && start.volgnummer <= newest && (after === undefined || from >= 0)
    if (!usable) return fail({ code: 'resync_required' })
    const { volgnummer, id } = start

    const rowsOf = async function* (entity: AnyEntity, afterId: string): AsyncGenerator<SnapshotLine> {
      for (let last = afterId; ;) {
        const ids = (await memberIds(db, tenant, scope, entity, last)).map((row) => row.id)
        const rows = await selectRows(db, tenant, entity, ids)
        for (const [rowId, stored] of rows) {
          const key = encodeSnapshotKey({ epoch, volgnummer, entiteit: entity.name, id: rowId })
          yield { kind: 'row', key, row: { op: 'upsert', scope, entity: entity.name, id: rowId, ...stored } }
        }
        const lastId = ids.at(-1)
        if (lastId === undefined || ids.length < batchRows) return
        last = lastId
      }
    }

    const lines = async function* (): AsyncGenerator<SnapshotLine> {
      yield { kind: 'header', epoch, cursor: encodeCursor(volgnummer) }
      let rows = 0
      for (const [index, entity] of entities.slice(Math.max(from, 0)).entries()) {
        for await (const line of rowsOf(entity, index === 0 ? id : '')) {
          rows += 1
          yield line
        }
      }
      yield { kind: 'end', rows }
    }
    return ok(lines())
  }

/** The log's newest entries are the membership of a scope, and its key holds them in id order. */
const memberIds = (db: Db, tenant: string, scope: string, entity: AnyEntity, after: string) =>
  readRows(
    db,
    idSchema,
    `select id from wijzigingslog
     where tenant = $1 and scope = $2 and entiteit = $3 and id > $4 and bewerking = 'upsert'
     order by id limit ${batchRows}`,
    [tenant, scope, entity.name, after],
  )
