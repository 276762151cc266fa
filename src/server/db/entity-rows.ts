import { z } from 'zod'
import type { AnyEntity, ColumnKind } from '../../shared/kernel/entity'
import type { Queryable } from './db'

export interface StoredRow {
  readonly version: number
  readonly state: object
}

export interface NewRow {
  readonly id: string
  /** Undefined for a row that is new. */
  readonly version: number | undefined
  readonly state: object
}

const stampSchema = z.object({ id: z.string(), version: z.int() })

/** Names come from the entity's own definition, never from a request, so they may stand in the text of a statement. */
const columnList = (entity: AnyEntity): string => entity.columns.map(({ name }) => name).join(', ')

/** The rows with these ids, by id. `locked` keeps others from changing them until the transaction ends; in id order, against deadlocks. */
export const selectRows = async (
  db: Queryable,
  tenant: string,
  entity: AnyEntity,
  ids: readonly string[],
  mode: 'plain' | 'locked' = 'plain',
): Promise<ReadonlyMap<string, StoredRow>> => {
  const rows = await db.query(
    `select version, ${columnList(entity)} from ${entity.table} where tenant = $1 and id = any($2) order by id` +
      (mode === 'locked' ? ' for update' : ''),
    [tenant, ids],
  )
  return new Map(
    rows.map((row) => {
      const { id, version } = stampSchema.parse(row)
      return [id, { version, state: entity.decode(row) }]
    }),
  )
}

// How a value travels inside one JSON parameter; `json` columns are text there and cast when they land.
const transportTypes: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  integer: 'integer',
  instant: 'timestamptz',
  json: 'text',
}

/**
 * A new row's version starts above the tenant's counter. Every change raises the counter by at least one, so a row that is deleted and
 * made again never repeats a version.
 */
const firstVersion = '(select laatste + 1 from tenant_teller where tenant = $1)'

const sourceOf = (entity: AnyEntity): string => {
  const values = entity.columns.map(({ name, kind }) => (kind === 'json' ? `r.${name}::jsonb` : `r.${name}`))
  const types = entity.columns.map(({ name, kind }) => `${name} ${transportTypes[kind]}`)
  return `select $1, coalesce(r.version, ${firstVersion}), r.bereik, ${values.join(', ')}
    from jsonb_to_recordset($2::jsonb) as r(version bigint, bereik text[], ${types.join(', ')})`
}

/**
 * Writes rows in one statement, each with its scopes beside it for the policy of `klaar_pull`. New ones are plainly inserted: an id that somebody else made meanwhile is a clash (23505) and the
 * transaction runs again.
 */
export const writeRows = async (
  tx: Queryable,
  tenant: string,
  entity: AnyEntity,
  mode: 'insert' | 'update',
  rows: readonly NewRow[],
): Promise<void> => {
  if (rows.length === 0) return
  const names = entity.columns.map(({ name }) => name)
  const records = rows.map(({ version, state }) => {
    const values = entity.encode(state)
    return {
      version,
      bereik: entity.scopesOf(state),
      ...Object.fromEntries(names.map((name, index) => [name, values[index]])),
    }
  })
  const assignments = ['version', 'bereik', ...names.filter((name) => name !== 'id')].map(
    (name) => `${name} = excluded.${name}`,
  )
  await tx.query(
    `insert into ${entity.table} (tenant, version, bereik, ${columnList(entity)}) ${sourceOf(entity)}` +
      (mode === 'update' ? ` on conflict (tenant, id) do update set ${assignments.join(', ')}` : ''),
    [tenant, JSON.stringify(records)],
  )
}

export const deleteRows = async (
  tx: Queryable,
  tenant: string,
  entity: AnyEntity,
  ids: readonly string[],
): Promise<void> => {
  if (ids.length > 0) await tx.query(`delete from ${entity.table} where tenant = $1 and id = any($2)`, [tenant, ids])
}
