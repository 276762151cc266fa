import type { ChangedRow } from '../../../shared/sync-protocol/row'
import type { ScopeCursor } from '../../../shared/sync-protocol/cursor'
import type { SnapshotLine } from '../../../shared/sync-protocol/snapshot'
import { findEntity } from '../../../shared/domain/entities'
import type { Sqlite } from '../../../shared/node/sqlite'
import type { EntityStore } from './entity-store'
import { prepareReplicaTables, type TouchedRow } from './replica-tables'

type SnapshotRow = Extract<SnapshotLine, { kind: 'row' }>

/** The server's part of the cache: which scopes, how far, and the rows that came through them. */
export interface Replica {
  readonly epoch: () => string | undefined
  /** Forgets everything of another life of the server and starts again under this one. */
  readonly startEpoch: (epoch: string) => void
  /** Holds exactly these scopes from now on; rows of lost ones are removed. Returns what was removed. */
  readonly holdScopes: (scopes: readonly string[]) => readonly TouchedRow[]
  /** Scopes whose first copy is not complete. */
  readonly incompleteScopes: () => readonly string[]
  /** Where an interrupted first copy goes on; undefined when it has yet to start. */
  readonly snapshotKey: (scope: string) => string | undefined
  /** A piece of a scope's first copy. `cursor` is the header's; it becomes the scope's own at the end. */
  readonly applySnapshotPart: (scope: string, cursor: string, rows: readonly SnapshotRow[]) => readonly TouchedRow[]
  /** The copy is complete. Returns the rows that it no longer held. */
  readonly finishSnapshot: (scope: string) => readonly TouchedRow[]
  readonly cursors: () => readonly ScopeCursor[]
  /** Rows and cursors of a page, in one transaction: a cursor is never ahead of its rows. */
  readonly applyPage: (rows: readonly ChangedRow[], cursors: readonly ScopeCursor[]) => readonly TouchedRow[]
  /** The server no longer knows our cursors: every scope is copied again, rows stay readable meanwhile. */
  readonly restartScopes: () => void
}

export const createReplica = (db: Sqlite, store: EntityStore, onUnreadable: (entity: string) => void): Replica => {
  const tables = prepareReplicaTables(db)

  const applyRow = (row: ChangedRow): void => {
    const entity = findEntity(row.entity)
    // A noun of a newer server: nothing here can show it, and a newer Klaar starts with a fresh copy.
    if (entity === undefined) return
    if (row.op === 'remove') {
      tables.leave(row)
      if (tables.versionOf(row) === undefined) store.confirm(entity, row.id, undefined)
      return
    }
    const known = tables.versionOf(row) ?? 0
    tables.join(row)
    if (row.version < known) return
    const state = entity.parse(row.state)
    // A row that only a newer Klaar can read must not hold up everything behind it; it comes with the next version's first copy.
    if (state === undefined) onUnreadable(row.entity)
    else store.confirm(entity, row.id, state)
  }
  const removeRows = (scope: string, rows: readonly TouchedRow[]): readonly TouchedRow[] => {
    for (const { entity, id } of rows) applyRow({ op: 'remove', scope, entity, id })
    return rows
  }
  const restartScopes = db.transaction(() => {
    // A copy starts by doubting every row; what it does not bring again is gone at the server.
    tables.doubtAll()
    tables.restartAll()
  })

  return {
    epoch: () => tables.readMeta('epoch'),
    startEpoch: db.transaction((epoch: string) => {
      restartScopes()
      tables.writeMeta('epoch', epoch)
    }),
    holdScopes: db.transaction((scopes: readonly string[]) => {
      const lost = tables.scopes().filter((scope) => !scopes.includes(scope))
      for (const scope of scopes) tables.addScope(scope)
      return lost.flatMap((scope) => {
        tables.dropScope(scope)
        return removeRows(scope, tables.membersOf(scope))
      })
    }),
    incompleteScopes: tables.incompleteScopes,
    snapshotKey: tables.snapshotKey,
    applySnapshotPart: db.transaction((scope: string, cursor: string, rows: readonly SnapshotRow[]) => {
      for (const { row } of rows) applyRow(row)
      tables.writeProgress(scope, cursor, rows.at(-1)?.key)
      return rows.map(({ row }) => ({ entity: row.entity, id: row.id }))
    }),
    finishSnapshot: db.transaction((scope: string) => {
      tables.finishScope(scope)
      return removeRows(scope, tables.doubtedMembersOf(scope))
    }),
    cursors: tables.cursors,
    applyPage: db.transaction((rows: readonly ChangedRow[], cursors: readonly ScopeCursor[]) => {
      for (const row of rows) applyRow(row)
      for (const { scope, cursor } of cursors) tables.writeCursor(scope, cursor)
      return rows.map(({ entity, id }) => ({ entity, id }))
    }),
    restartScopes,
  }
}
