import type { ScopeCursor } from '../../../shared/sync-protocol/cursor'
import type { Sqlite } from '../../../shared/node/sqlite'

/** A row that a page changed; the outbox derives its view again. */
export interface TouchedRow {
  readonly entity: string
  readonly id: string
}

interface Membership extends TouchedRow {
  readonly scope: string
}

/** What the cache remembers about the server besides the rows themselves: scopes, cursors and through which scope a row came. */
export const prepareReplicaTables = (db: Sqlite) => {
  const selectMeta = db.prepare<[string], string>('select value from meta where key = ?').pluck()
  const writeMeta = db.prepare<[string, string]>(
    'insert into meta (key, value) values (?, ?) on conflict do update set value = excluded.value',
  )
  return {
    ...prepareScopes(db),
    ...prepareMemberships(db),
    readMeta: (key: string) => selectMeta.get(key),
    writeMeta: (key: string, value: string) => writeMeta.run(key, value),
  }
}

const prepareScopes = (db: Sqlite) => {
  const select = db.prepare<[], string>('select scope from scope_cursor').pluck()
  const add = db.prepare<[string]>('insert into scope_cursor (scope) values (?) on conflict do nothing')
  const drop = db.prepare<[string]>('delete from scope_cursor where scope = ?')
  // Own and afdeling's work before the articles of the whole gemeente: the desk is useful before the copy is complete.
  const selectIncomplete = db
    .prepare<[], string>("select scope from scope_cursor where cursor is null order by scope = 't', scope")
    .pluck()
  const selectKey = db.prepare<[string], string | null>('select snapshot_key from scope_cursor where scope = ?').pluck()
  const selectCursors = db.prepare<[], ScopeCursor>(
    'select scope, cursor from scope_cursor where cursor is not null order by scope',
  )
  const writeCursor = db.prepare<[string, string]>('update scope_cursor set cursor = ? where scope = ?')
  // The cursor of the first piece counts: what changed after it may lie before the place where an interrupted copy goes on.
  const writeProgress = db.prepare<[string, string | null, string]>(
    `update scope_cursor set snapshot_cursor = coalesce(snapshot_cursor, ?), snapshot_key = coalesce(?, snapshot_key)
     where scope = ?`,
  )
  const finish = db.prepare<[string]>(
    'update scope_cursor set cursor = snapshot_cursor, snapshot_key = null, snapshot_cursor = null where scope = ?',
  )
  const restart = db.prepare('update scope_cursor set cursor = null, snapshot_key = null, snapshot_cursor = null')
  return {
    scopes: () => select.all(),
    addScope: (scope: string) => add.run(scope),
    dropScope: (scope: string) => drop.run(scope),
    incompleteScopes: () => selectIncomplete.all(),
    snapshotKey: (scope: string) => selectKey.get(scope) ?? undefined,
    cursors: () => selectCursors.all(),
    writeCursor: (scope: string, cursor: string) => writeCursor.run(cursor, scope),
    writeProgress: (scope: string, cursor: string, key: string | undefined) =>
      writeProgress.run(cursor, key ?? null, scope),
    finishScope: (scope: string) => finish.run(scope),
    restartAll: () => restart.run(),
  }
}

const prepareMemberships = (db: Sqlite) => {
  const selectVersion = db
    .prepare<[string, string], number | null>('select max(version) from membership where entity = ? and id = ?')
    .pluck()
  const join = db.prepare<[string, string, string, number]>(
    `insert into membership (entity, id, scope, version) values (?, ?, ?, ?)
     on conflict do update set version = excluded.version`,
  )
  const leave = db.prepare<[string, string, string]>('delete from membership where entity = ? and id = ? and scope = ?')
  const doubt = db.prepare('update membership set version = 0')
  const selectMembers = db.prepare<[string], TouchedRow>('select entity, id from membership where scope = ?')
  const selectDoubted = db.prepare<[string], TouchedRow>(
    'select entity, id from membership where scope = ? and version = 0',
  )
  return {
    /** The newest version that came through any scope; undefined when no scope holds the row. */
    versionOf: ({ entity, id }: TouchedRow) => selectVersion.get(entity, id) ?? undefined,
    join: ({ entity, id, scope, version }: Membership & { readonly version: number }) =>
      join.run(entity, id, scope, version),
    leave: ({ entity, id, scope }: Membership) => leave.run(entity, id, scope),
    doubtAll: () => doubt.run(),
    membersOf: (scope: string) => selectMembers.all(scope),
    doubtedMembersOf: (scope: string) => selectDoubted.all(scope),
  }
}
