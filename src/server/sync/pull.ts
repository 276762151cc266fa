import { z } from 'zod'
import { findEntity } from '../../shared/domain/entities'
import { fail, ok, type Result } from '../../shared/kernel/result'
import type { Logger } from '../../shared/node/logger'
import type { ScopeCursor } from '../../shared/sync-protocol/cursor'
import { maxPageRows, type PullRequest, type PullResponse } from '../../shared/sync-protocol/pull'
import type { ChangedRow } from '../../shared/sync-protocol/row'
import { readNow, readRows, type Db, type Queryable } from '../db/db'
import { selectRows, type StoredRow } from '../db/entity-rows'
import type { ServerState } from '../server-state'
import { loadActor } from './actor'
import { findClient } from './client'
import { decodeCursor, encodeCursor } from './cursor'
import { readCounter, readForgotten } from './log'
import { enterPullRole } from './pull-role'
import { readSums } from './sums'

export interface PullDeps {
  readonly db: Db
  readonly state: ServerState
  readonly logger: Logger
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
 * `POST /sync/v1/pull`: one page of what changed, read in one snapshot of the database together with the desk's own progress and, when asked,
 * the sums of what it must hold then. Errors: `resync_required`, `forbidden`, `signed_out`, `device_revoked`.
 */
export const createPull =
  ({ db, state: { tenant, epoch }, logger, pageRows = maxPageRows }: PullDeps) =>
  (medewerkerId: string, request: PullRequest): Promise<Result<PullResponse>> =>
    db.transaction(async (tx): Promise<Result<PullResponse>> => {
      if (request.epoch !== epoch) return fail({ code: 'resync_required' })
      const admitted = await admit(tx, tenant, medewerkerId, request)
      if (!admitted.ok) return admitted
      const { lastMutationNo, newest, places, allowed } = admitted.value
      if (request.diverged !== undefined) warnOfDivergence(logger, request.clientId, request.diverged)
      const serverTime = await readNow(tx)
      await enterPullRole(tx, tenant, allowed)
      const found = await readEntries(tx, tenant, places, pageRows + 1)
      const states = await readStates(tx, tenant, found.slice(0, pageRows))
      const rows = states.slice(0, countFitting(states))
      const page = found.slice(0, rows.length)
      const more = found.length > page.length
      // Every entry up to here is in this page or was seen before; without more, that is everything there is.
      const reached = more ? (page.at(-1)?.volgnummer ?? newest) : newest
      const isCheck = request.check === true && !more
      return ok({
        rows,
        cursors: places.map(({ scope, volgnummer }) => ({
          scope,
          cursor: encodeCursor(Math.max(volgnummer, reached)),
        })),
        more,
        lastMutationNo,
        ...(isCheck ? { sums: [...(await readSums(tx, tenant, allowed))] } : {}),
        serverTime,
      })
    }, 'repeatable read')

interface Admitted {
  readonly lastMutationNo: number
  readonly newest: number
  readonly places: readonly Place[]
  /** What the directory allows of what was asked: should the check of rights ever be wrong, then other rows do not exist. */
  readonly allowed: readonly string[]
}

const admit = async (
  tx: Queryable,
  tenant: string,
  medewerkerId: string,
  { clientId, cursors }: PullRequest,
): Promise<Result<Admitted>> => {
  const client = await findClient(tx, tenant, clientId, medewerkerId)
  if (!client.ok) return client
  const actor = await loadActor(tx, tenant, medewerkerId)
  if (actor === undefined) return fail({ code: 'signed_out' })
  const asked = new Set(cursors.map(({ scope }) => scope))
  // Rights may have changed since the hello that named these scopes.
  if (![...asked].every((scope) => actor.scopes.includes(scope))) return fail({ code: 'forbidden', action: 'scope' })
  const newest = await readCounter(tx, tenant)
  const forgotten = await readForgotten(tx, tenant)
  const places = readPlaces(cursors, newest)
  if (places === undefined || places.some(({ volgnummer }) => volgnummer < forgotten)) {
    return fail({ code: 'resync_required' })
  }
  const allowed = actor.scopes.filter((scope) => asked.has(scope))
  return ok({ lastMutationNo: client.value.laatsteNo, newest, places, allowed })
}

// A desk on a slow line must get a page within its patience, and five hundred at once must fit in memory: articles can be long.
const maxPageText = 1024 * 1024

/** How many of these go together in one page; a row that is too large by itself goes alone. */
const countFitting = (rows: readonly ChangedRow[]): number => {
  let text = 0
  for (const [index, row] of rows.entries()) {
    text += JSON.stringify(row).length
    if (text > maxPageText) return Math.max(index, 1)
  }
  return rows.length
}

/** It must never happen. Whose scope it is stays out of the log. */
const warnOfDivergence = (logger: Logger, client: string, scopes: readonly string[]): void => {
  const kinds = scopes.map((scope) => scope.replace(/^u:.*/, 'u'))
  logger.warn({ client, scopes: kinds }, 'a desk held something else than the log says')
}

const readPlaces = (cursors: readonly ScopeCursor[], newest: number): readonly Place[] | undefined => {
  const places = cursors.map(({ scope, cursor }) => ({ scope, volgnummer: decodeCursor(cursor, newest) }))
  return places.every((place): place is Place => place.volgnummer !== undefined) ? places : undefined
}

/** Every entry after these places, in order of number. */
export const readEntries = (
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
