import { z } from 'zod'
import { findEntity } from '../../shared/domain/entities'
import { fail, ok, type Result } from '../../shared/kernel/result'
import type { ScopeCursor } from '../../shared/sync-protocol/cursor'
import { maxPageRows, type PullRequest, type PullResponse } from '../../shared/sync-protocol/pull'
import type { ChangedRow } from '../../shared/sync-protocol/row'
import { readRows, type Db, type Queryable } from '../db/db'
import { selectRows, type StoredRow } from '../db/entity-rows'
import type { ServerState } from '../server-state'
import { loadActor } from './actor'
import { findClient } from './client'
import { decodeCursor, encodeCursor } from './cursor'
import { readCounter, readForgotten } from './log'

export interface PullDeps {
  readonly db: Db
  readonly state: ServerState
  /** Rows per page; smaller only in tests. */
  readonly pageRows?: number
}

interface Place {
  readonly scope: string
  readonly volgnummer: number
}

export const logEntrySchema = z.object({
  scope: z.string(),
  entiteit: z.string(),
  id: z.string(),
  volgnummer: z.int(),
  bewerking: z.enum(['upsert', 'remove']),
})
type Entry = z.infer<typeof logEntrySchema>

/**
 * `POST /sync/v1/pull`: one page of what changed, read in one snapshot of the database together with the desk's own progress.
 * Errors: `resync_required`, `forbidden`, `signed_out`.
 */
export const createPull =
  ({ db, state: { tenant, epoch }, pageRows = maxPageRows }: PullDeps) =>
  (medewerkerId: string, request: PullRequest): Promise<Result<PullResponse>> =>
    db.transaction(async (tx): Promise<Result<PullResponse>> => {
      if (request.epoch !== epoch) return fail({ code: 'resync_required' })
      const client = await findClient(tx, tenant, request.clientId, medewerkerId)
      if (!client.ok) return client
      const actor = await loadActor(tx, tenant, medewerkerId)
      if (actor === undefined) return fail({ code: 'signed_out' })
      // Rights may have changed since the hello that named these scopes.
      if (request.cursors.some(({ scope }) => !actor.scopes.includes(scope)))
        return fail({ code: 'forbidden', action: 'scope' })
      const newest = await readCounter(tx, tenant)
      const places = readPlaces(request.cursors, newest)
      if (places === undefined) return fail({ code: 'resync_required' })
      const forgotten = await readForgotten(tx, tenant)
      if (places.some(({ volgnummer }) => volgnummer < forgotten)) return fail({ code: 'resync_required' })
      const found = await readEntries(tx, tenant, places, pageRows + 1)
      const page = found.slice(0, pageRows)
      const more = found.length > page.length
      // Every entry up to here is in this page or was seen before; without more, that is everything there is.
      const reached = more ? (page.at(-1)?.volgnummer ?? newest) : newest
      return ok({
        rows: await readStates(tx, tenant, page),
        cursors: places.map(({ scope, volgnummer }) => ({
          scope,
          cursor: encodeCursor(Math.max(volgnummer, reached)),
        })),
        more,
        lastMutationNo: client.value.laatsteNo,
      })
    }, 'repeatable read')

const readPlaces = (cursors: readonly ScopeCursor[], newest: number): readonly Place[] | undefined => {
  const places = cursors.map(({ scope, cursor }) => ({ scope, volgnummer: decodeCursor(cursor, newest) }))
  return places.every((place): place is Place => place.volgnummer !== undefined) ? places : undefined
}

const readEntries = (
  tx: Queryable,
  tenant: string,
  places: readonly Place[],
  limit: number,
): Promise<readonly Entry[]> =>
  readRows(
    tx,
    logEntrySchema,
    `select l.scope, l.entiteit, l.id, l.volgnummer, l.bewerking
     from jsonb_to_recordset($2::jsonb) as p(scope text, volgnummer bigint)
     cross join lateral (
       select * from wijzigingslog w
       where w.tenant = $1 and w.scope = p.scope and w.volgnummer > p.volgnummer
       order by w.volgnummer limit $3
     ) l
     order by l.volgnummer limit $3`,
    [tenant, JSON.stringify(places), limit],
  )

/** The log holds references; the state is the one of now, so a row that changed ten times travels once. */
export const readStates = async (tx: Queryable, tenant: string, page: readonly Entry[]): Promise<ChangedRow[]> => {
  const upserts = page.filter(({ bewerking }) => bewerking === 'upsert')
  const states = new Map<string, ReadonlyMap<string, StoredRow>>()
  for (const name of new Set(upserts.map(({ entiteit }) => entiteit))) {
    const entity = findEntity(name)
    if (entity === undefined) throw new Error(`the log names an unknown entity: ${name}`)
    const ids = upserts.filter(({ entiteit }) => entiteit === name).map(({ id }) => id)
    states.set(name, await selectRows(tx, tenant, entity, [...new Set(ids)]))
  }
  return page.map(({ scope, entiteit: entity, id, bewerking }): ChangedRow => {
    if (bewerking === 'remove') return { op: 'remove', scope, entity, id }
    const stored = states.get(entity)?.get(id)
    if (stored === undefined) throw new Error(`the log names a ${entity} that does not exist`)
    return { op: 'upsert', scope, entity, id, ...stored }
  })
}
