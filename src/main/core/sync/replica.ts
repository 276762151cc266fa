import type { ChangedRow } from '../../../shared/sync-protocol/row'
import type { ScopeCursor } from '../../../shared/sync-protocol/cursor'
import type { ScopeSum } from '../../../shared/sync-protocol/pull'
import type { SnapshotLine } from '../../../shared/sync-protocol/snapshot'
import type { Controle } from '../../../shared/contract/verbinding'
import { findEntity } from '../../../shared/domain/entities'
import type { Instant } from '../../../shared/kernel/clock'
import type { Sqlite } from '../../../shared/node/sqlite'
import type { EntityStore } from './entity-store'
import type { Delta } from './live-channel'
import { prepareReplicaTables, type HeldScope, type TouchedRow } from './replica-tables'

type SnapshotRow = Extract<SnapshotLine, { kind: 'row' }>

/** The server's part of the cache: which scopes, how far, and the rows that came through them. */
export interface Replica {
  readonly epoch: () => string | undefined
  /** Another life of the server: doubts everything and starts again under this one. */
  readonly startEpoch: (epoch: string) => void
  /** Scopes of which rows may lie here. */
  readonly scopes: () => readonly string[]
  readonly heldScopes: () => readonly HeldScope[]
  /** Takes these scopes up beside what is held already. */
  readonly holdScopes: (scopes: readonly string[]) => void
  /** Removes these scopes and the rows that no other one holds, in one transaction. Returns what was touched. */
  readonly purge: (scopes: readonly string[]) => readonly TouchedRow[]
  /**
   * Empties the write-ahead log, in which removed rows are still readable; removed rows in the file itself are overwritten
   * (`secure_delete`). False when that was not possible now. Durable when it returns true.
   */
  readonly emptyLog: () => boolean
  /** Scopes whose first copy is not complete. */
  readonly incompleteScopes: () => readonly string[]
  /** Where an interrupted first copy goes on; undefined when it has yet to start. */
  readonly snapshotKey: (scope: string) => string | undefined
  /** A piece of a scope's first copy. `cursor` is the header's; it becomes the scope's own at the end. */
  readonly applySnapshotPart: (scope: string, cursor: string, rows: readonly SnapshotRow[]) => readonly TouchedRow[]
  /** The copy is complete. Returns the rows that it no longer held. */
  readonly finishSnapshot: (scope: string) => readonly TouchedRow[]
  readonly cursors: () => readonly ScopeCursor[]
  /** Where every cursor stands; undefined when they differ or a copy is not complete. */
  readonly at: () => string | undefined
  /** Rows and cursors of a page, in one transaction: a cursor is never ahead of its rows. */
  readonly applyPage: (rows: readonly ChangedRow[], cursors: readonly ScopeCursor[]) => readonly TouchedRow[]
  /** The same for a delta, when it fits exactly on what is here; undefined when it does not. */
  readonly applyDelta: (delta: Delta) => readonly TouchedRow[] | undefined
  /** The server no longer knows our cursors, or these scopes differ: they are copied again, rows stay readable meanwhile. */
  readonly restartScopes: (scopes?: readonly string[]) => void
  /** What is here, per scope and noun; equal to the server's sums when nothing was lost. */
  readonly sums: () => readonly ScopeSum[]
  readonly markChecked: (scope: string, controle: Controle, op: Instant) => void
}

interface ReplicaOptions {
  readonly db: Sqlite
  readonly store: EntityStore
  readonly appVersion: string
  /** A row that only a newer Klaar can read. */
  readonly onUnreadable: (entity: string) => void
}

const unreadUnderKey = 'unread_under'

export const createReplica = ({ db, store, appVersion, onUnreadable }: ReplicaOptions): Replica => {
  const tables = prepareReplicaTables(db)
  const applyRow = createApplyRow({ db, store, appVersion, onUnreadable }, tables)
  const removeRows = (scope: string, rows: readonly TouchedRow[]): readonly TouchedRow[] => {
    for (const { entity, id } of rows) applyRow({ op: 'remove', scope, entity, id })
    return rows
  }
  const restartScopes = db.transaction((scopes: readonly string[] = tables.scopes()) => {
    for (const scope of scopes) {
      // A copy starts by doubting every row; what it does not bring again is gone at the server.
      tables.doubtScope(scope)
      tables.restartScope(scope)
    }
  })
  const applyPage = db.transaction((rows: readonly ChangedRow[], cursors: readonly ScopeCursor[]) => {
    for (const row of rows) applyRow(row)
    for (const { scope, cursor } of cursors) tables.writeCursor(scope, cursor)
    return rows.map(({ entity, id }) => ({ entity, id }))
  })
  const at = (): string | undefined => {
    if (tables.incompleteScopes().length > 0) return undefined
    const [first, ...others] = tables.cursors()
    return others.every(({ cursor }) => cursor === first?.cursor) ? first?.cursor : undefined
  }
  const unreadUnder = tables.readMeta(unreadUnderKey)
  if (unreadUnder !== undefined && unreadUnder !== appVersion) {
    // This Klaar may read what the one before left aside.
    restartScopes()
    tables.removeMeta(unreadUnderKey)
  }

  return {
    epoch: () => tables.readMeta('epoch'),
    startEpoch: db.transaction((epoch: string) => {
      restartScopes()
      tables.writeMeta('epoch', epoch)
    }),
    scopes: tables.scopes,
    heldScopes: tables.heldScopes,
    holdScopes: db.transaction((scopes: readonly string[]) => {
      for (const scope of scopes) tables.addScope(scope)
    }),
    purge: db.transaction((scopes: readonly string[]) =>
      scopes.flatMap((scope) => {
        tables.dropScope(scope)
        return removeRows(scope, tables.membersOf(scope))
      }),
    ),
    emptyLog: () => db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0,
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
    at,
    applyPage,
    applyDelta: ({ from, to, rows }) => {
      if (at() !== from) return undefined
      const scopes = new Set(tables.scopes())
      // Sent before a purge and read after it: a row of a scope that is no longer held must not come back.
      if (rows.some(({ scope }) => !scopes.has(scope))) return undefined
      return applyPage(
        rows,
        [...scopes].map((scope) => ({ scope, cursor: to })),
      )
    },
    restartScopes: (scopes) => {
      restartScopes(scopes)
    },
    sums: tables.sums,
    markChecked: tables.writeCheck,
  }
}

const createApplyRow =
  ({ store, appVersion, onUnreadable }: ReplicaOptions, tables: ReturnType<typeof prepareReplicaTables>) =>
  (row: ChangedRow): void => {
    const entity = findEntity(row.entity)
    if (row.op === 'remove') {
      tables.leave(row)
      if (entity !== undefined && tables.versionOf(row) === undefined) store.confirm(entity, row.id, undefined)
      return
    }
    const known = tables.versionOf(row) ?? 0
    // Also what cannot be shown is counted as held, or the sums would differ for ever.
    tables.join(row)
    if (row.version < known) return
    const state = entity?.parse(row.state)
    if (entity !== undefined && state !== undefined) {
      store.confirm(entity, row.id, state)
      return
    }
    // A noun or a row that only a newer Klaar can read must not hold up everything behind it; that Klaar copies it again.
    tables.writeMeta(unreadUnderKey, appVersion)
    onUnreadable(row.entity)
  }
