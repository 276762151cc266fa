import type { AnyEntity } from '../../shared/kernel/entity'
import type { Queryable } from '../db/db'
import { deleteRows, selectRows, writeRows, type NewRow, type StoredRow } from '../db/entity-rows'
import type { Commit } from './changes'
import { appendLog, type LogEntry } from './log'

interface Touched {
  readonly entity: AnyEntity
  readonly id: string
  readonly stored: StoredRow | undefined
  state: object | undefined
}

/** The rows that one transaction works on: loaded and locked together, changed in memory, written and logged together. */
export interface UnitOfWork {
  /** Locks these rows. Everything that `find` and `save` are asked for must have been loaded. */
  readonly load: (entity: AnyEntity, ids: readonly string[]) => Promise<void>
  /** The state as it is now in this transaction; undefined when the row does not exist. */
  readonly find: (entity: AnyEntity, id: string) => object | undefined
  /** Undefined removes the row. */
  readonly save: (entity: AnyEntity, id: string, state: object | undefined) => void
}

export interface FlushableUnit extends UnitOfWork {
  /** Writes what changed and logs it for every scope concerned. The last thing of a transaction. */
  readonly flush: () => Promise<Commit>
}

export const createUnitOfWork = (tx: Queryable, tenant: string): FlushableUnit => {
  const touched = new Map<string, Touched>()
  const keyOf = (entity: AnyEntity, id: string): string => `${entity.name}/${id}`
  const require = (entity: AnyEntity, id: string): Touched => {
    const row = touched.get(keyOf(entity, id))
    if (row === undefined) throw new Error(`${entity.name} was not loaded in this unit of work`)
    return row
  }

  const flush = async (): Promise<Commit> => {
    const changed = [...touched.values()].filter(hasChanged)
    for (const entity of new Set(changed.map((row) => row.entity))) {
      const rows = changed.filter((row) => row.entity === entity)
      const alive = rows.flatMap(({ id, stored, state }): NewRow[] =>
        state === undefined ? [] : [{ id, state, version: stored === undefined ? undefined : stored.version + 1 }],
      )
      await writeRows(
        tx,
        tenant,
        entity,
        'insert',
        alive.filter(({ version }) => version === undefined),
      )
      await writeRows(
        tx,
        tenant,
        entity,
        'update',
        alive.filter(({ version }) => version !== undefined),
      )
      await deleteRows(
        tx,
        tenant,
        entity,
        rows.filter(({ state }) => state === undefined).map(({ id }) => id),
      )
    }
    const entries = changed.flatMap(entriesOf)
    await appendLog(tx, tenant, entries)
    return { scopes: new Set(entries.map(({ scope }) => scope)) }
  }

  return {
    load: async (entity, ids) => {
      const missing = [...new Set(ids)].filter((id) => !touched.has(keyOf(entity, id)))
      const rows = await selectRows(tx, tenant, entity, missing, 'locked')
      for (const id of missing) {
        const stored = rows.get(id)
        touched.set(keyOf(entity, id), { entity, id, stored, state: stored?.state })
      }
    },
    find: (entity, id) => require(entity, id).state,
    save: (entity, id, state) => {
      require(entity, id).state = state
    },
    flush,
  }
}

const hasChanged = ({ entity, stored, state }: Touched): boolean => !isSameState(entity, stored?.state, state)

/** Whether two states of an entity are the same to the database. */
export const isSameState = (entity: AnyEntity, one: object | undefined, other: object | undefined): boolean =>
  one === undefined || other === undefined
    ? one === other
    : JSON.stringify(entity.encode(one)) === JSON.stringify(entity.encode(other))

/** One entry per scope that has the row now, and a `remove` for each scope that it left. */
const entriesOf = ({ entity, id, stored, state }: Touched): readonly LogEntry[] => {
  const before = stored === undefined ? [] : entity.scopesOf(stored.state)
  const now = new Set(state === undefined ? [] : entity.scopesOf(state))
  const entry = (scope: string, bewerking: LogEntry['bewerking']) => ({ scope, entiteit: entity.name, id, bewerking })
  return [
    ...[...now].map((scope) => entry(scope, 'upsert')),
    ...before.filter((scope) => !now.has(scope)).map((scope) => entry(scope, 'remove')),
  ]
}
