import { entities, findEntity } from '../../../shared/domain/entities'
import type { AnyEntity, Entity } from '../../../shared/kernel/entity'
import type { Sqlite } from '../../../shared/node/sqlite'

/** Keeps something derived from an entity's rows up to date, in the transaction of the row itself. */
export type Projection = (id: string, state: object | undefined) => void

/**
 * The cache: what the screens query, a typed table per noun. While an entity has pending wishes its row shows the optimistic state and
 * the server's last word waits in `confirmed`; without pending wishes the row *is* the server's word.
 */
export interface EntityStore {
  readonly find: <State extends object>(entity: Entity<State>, id: string) => State | undefined
  readonly findAny: (entity: AnyEntity, id: string) => object | undefined
  /** The server's last word; undefined when it knows no such row. */
  readonly findConfirmed: (entity: AnyEntity, id: string) => object | undefined
  /** Shows what this desk expects, and keeps the server's word aside. */
  readonly showPending: (entity: AnyEntity, id: string, state: object | undefined) => void
  /** Takes the server's word. Does not change what is shown while wishes are pending: `outbox.rebase` does. */
  readonly confirm: (entity: AnyEntity, id: string, state: object | undefined) => void
  /** No wishes are pending any more: the row is the server's word again. */
  readonly settle: (entity: AnyEntity, id: string) => void
  /** Rows whose server's word is kept aside. */
  readonly listKeptAside: () => readonly { readonly entity: string; readonly id: string }[]
  /** All that `work` writes becomes true in one transaction: a thousand rows of their own cost a thousand commits. */
  readonly together: (work: () => void) => void
  /** Registers what must follow every write of an entity. */
  readonly project: (entity: AnyEntity, projection: Projection) => void
}

export const createEntityStore = (db: Sqlite): EntityStore => {
  const tables = new Map(entities.map((entity) => [entity.name, prepareTable(db, entity)]))
  const projections = new Map<string, Projection[]>()
  const aside = prepareAside(db)

  const tableOf = (entity: AnyEntity): EntityTable => {
    const table = tables.get(entity.name)
    if (table === undefined) throw new Error(`no table for entity ${entity.name}`)
    return table
  }
  const findAny = (entity: AnyEntity, id: string): object | undefined => {
    const row = tableOf(entity).find(id)
    return row === undefined ? undefined : entity.decode(row)
  }
  const write = (entity: AnyEntity, id: string, state: object | undefined): void => {
    if (state === undefined) tableOf(entity).remove(id)
    else tableOf(entity).upsert(state)
    for (const project of projections.get(entity.name) ?? []) project(id, state)
  }
  const findConfirmed = (entity: AnyEntity, id: string): object | undefined => {
    const kept = aside.find(entity.name, id)
    if (kept === undefined) return findAny(entity, id)
    return kept.body === null ? undefined : entity.parse(JSON.parse(kept.body))
  }

  return {
    find: (entity, id) => {
      const row = tableOf(entity).find(id)
      return row === undefined ? undefined : entity.decode(row)
    },
    findAny,
    findConfirmed,
    showPending: db.transaction((entity: AnyEntity, id: string, state: object | undefined) => {
      if (aside.find(entity.name, id) === undefined) aside.keep(entity.name, id, findAny(entity, id))
      write(entity, id, state)
    }),
    confirm: db.transaction((entity: AnyEntity, id: string, state: object | undefined) => {
      if (aside.find(entity.name, id) === undefined) write(entity, id, state)
      else aside.keep(entity.name, id, state)
    }),
    settle: db.transaction((entity: AnyEntity, id: string) => {
      if (aside.find(entity.name, id) === undefined) return
      write(entity, id, findConfirmed(entity, id))
      aside.forget(entity.name, id)
    }),
    listKeptAside: aside.list,
    together: db.transaction((work: () => void) => {
      work()
    }),
    project: (entity, projection) => {
      projections.set(entity.name, [...(projections.get(entity.name) ?? []), projection])
    },
  }
}

/** The server's last word on rows with pending wishes; `body` null = the server has no such row. */
const prepareAside = (db: Sqlite) => {
  const select = db.prepare<[string, string], { readonly body: string | null }>(
    'select body from confirmed where entity = ? and id = ?',
  )
  const upsert = db.prepare<[string, string, string | null]>(
    'insert into confirmed (entity, id, body) values (?, ?, ?) on conflict do update set body = excluded.body',
  )
  const remove = db.prepare<[string, string]>('delete from confirmed where entity = ? and id = ?')
  const selectAll = db.prepare<[], { readonly entity: string; readonly id: string }>('select entity, id from confirmed')
  return {
    find: (entity: string, id: string) => select.get(entity, id),
    keep: (entity: string, id: string, state: object | undefined) =>
      upsert.run(entity, id, state === undefined ? null : JSON.stringify(state)),
    forget: (entity: string, id: string) => remove.run(entity, id),
    list: () => selectAll.all(),
  }
}

interface EntityTable {
  readonly find: (id: string) => Readonly<Record<string, unknown>> | undefined
  readonly upsert: (state: object) => void
  readonly remove: (id: string) => void
}

const prepareTable = (db: Sqlite, entity: AnyEntity): EntityTable => {
  const names = entity.columns.map(({ name }) => name)
  const updates = names.filter((name) => name !== 'id').map((name) => `${name} = excluded.${name}`)
  const upsert = db.prepare(
    `insert into ${entity.table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})
     on conflict (id) do update set ${updates.join(', ')}`,
  )
  const select = db.prepare<[string], Record<string, unknown>>(
    `select ${names.join(', ')} from ${entity.table} where id = ?`,
  )
  const remove = db.prepare<[string]>(`delete from ${entity.table} where id = ?`)
  return {
    find: (id) => select.get(id),
    upsert: (state) => {
      upsert.run(...entity.encode(state))
    },
    remove: (id) => {
      remove.run(id)
    },
  }
}

/** An entity that this desk's own code names; not knowing it is a bug. */
export const requireEntity = (name: string): AnyEntity => {
  const entity = findEntity(name)
  if (entity === undefined) throw new Error(`unknown entity ${name}`)
  return entity
}
