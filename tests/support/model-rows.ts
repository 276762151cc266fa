import { findEntity } from '../../src/shared/domain/entities'
import { rowHash } from '../../src/shared/node/row-hash'
import type { ScopeSum } from '../../src/shared/sync-protocol/pull'
import type { ChangedRow } from '../../src/shared/sync-protocol/row'

interface StoredRow {
  readonly entity: string
  readonly id: string
  readonly version: number
  readonly state: object
  readonly scopes: readonly string[]
}

interface LogEntry {
  readonly seq: number
  readonly scope: string
  readonly entity: string
  readonly id: string
}

export interface ModelRowsBackup {
  readonly seq: number
  readonly rows: ReadonlyMap<string, StoredRow>
  readonly log: readonly LogEntry[]
}

const key = (entity: string, id: string): string => `${entity}/${id}`

/** The rows of a model server and its log: per scope and row the newest entry, in order of one counter. */
export const createModelRows = () => {
  let seq = 0
  let rows = new Map<string, StoredRow>()
  let log: LogEntry[] = []

  const put = (row: Omit<StoredRow, 'version'>, before: StoredRow | undefined): void => {
    rows.set(key(row.entity, row.id), { ...row, version: (before?.version ?? 0) + 1 })
    for (const scope of new Set([...(before?.scopes ?? []), ...row.scopes])) {
      log = log.filter((entry) => !(entry.scope === scope && entry.entity === row.entity && entry.id === row.id))
      log.push({ seq: (seq += 1), scope, entity: row.entity, id: row.id })
    }
  }
  const changedRow = ({ scope, entity, id }: Omit<LogEntry, 'seq'>): ChangedRow => {
    const row = rows.get(key(entity, id))
    return row === undefined || !row.scopes.includes(scope)
      ? { op: 'remove', scope, entity, id }
      : { op: 'upsert', scope, entity, id, version: row.version, state: row.state }
  }
  const membersOf = (scope: string): readonly StoredRow[] =>
    [...rows.values()].filter((row) => row.scopes.includes(scope))

  return {
    seq: () => seq,
    stateOf: (entity: string, id: string) => rows.get(key(entity, id))?.state,
    all: () => [...rows.values()],
    save: (entityName: string, id: string, state: object): void => {
      const entity = findEntity(entityName)
      if (entity === undefined) throw new Error(`unknown entity ${entityName}`)
      put({ entity: entityName, id, state, scopes: entity.scopesOf(state) }, rows.get(key(entityName, id)))
    },
    /** A row of a noun that this Klaar does not know. */
    saveUnknown: (entity: string, id: string, scopes: readonly string[]): void => {
      put({ entity, id, state: { id }, scopes }, rows.get(key(entity, id)))
    },
    /** What changed after a point of the log, for who holds these scopes. */
    since: (after: (scope: string) => number): readonly { readonly seq: number; readonly row: ChangedRow }[] =>
      log
        .filter((entry) => entry.seq > after(entry.scope))
        .sort((a, b) => a.seq - b.seq)
        .map((entry) => ({ seq: entry.seq, row: changedRow(entry) })),
    snapshotOf: (scope: string, after: string | undefined) =>
      membersOf(scope)
        .map((row) => ({ key: key(row.entity, row.id), row: changedRow({ scope, entity: row.entity, id: row.id }) }))
        .filter((entry) => after === undefined || entry.key > after)
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
    sumsOf: (scope: string): readonly ScopeSum[] => {
      const members = membersOf(scope)
      return [...new Set(members.map(({ entity }) => entity))].map((entity) => {
        const own = members.filter((row) => row.entity === entity)
        const sum = own.reduce((total, { id, version }) => total + BigInt(rowHash(entity, id, version)), 0n)
        return { scope, entity, rows: own.length, sum: String(sum) }
      })
    },
    backup: (): ModelRowsBackup => ({ seq, rows: new Map(rows), log: [...log] }),
    restore: (backup: ModelRowsBackup): void => {
      seq = backup.seq
      rows = new Map(backup.rows)
      log = [...backup.log]
    },
  }
}
