import type { Controle } from '../../../shared/contract/verbinding'
import { rowHash } from '../../../shared/node/row-hash'
import type { Sqlite } from '../../../shared/node/sqlite'
import type { ScopeCursor } from '../../../shared/sync-protocol/cursor'
import type { ScopeSum } from '../../../shared/sync-protocol/pull'

/** A row that a page changed; the outbox derives its view again. */
export interface TouchedRow {
  readonly entity: string
  readonly id: string
}

interface Membership extends TouchedRow {
  readonly scope: string
}

/** One scope as this desk holds it. */
export interface HeldScope {
  readonly scope: string
  readonly rijen: number
  /** False while its first copy, or a new one, is under way. */
  readonly compleet: boolean
  readonly controle: Controle
  readonly gecontroleerdOp: string | null
}

/** What the cache remembers about the server besides the rows themselves: scopes, cursors and through which scope a row came. */
export const prepareReplicaTables = (db: Sqlite) => ({
  ...prepareCacheMeta(db),
  ...prepareScopes(db),
  ...prepareChecks(db),
  ...prepareMemberships(db),
})

/** Small facts that go when the cache goes. */
export const prepareCacheMeta = (db: Sqlite) => {
  const select = db.prepare<[string], string>('select value from meta where key = ?').pluck()
  const write = db.prepare<[string, string]>(
    'insert into meta (key, value) values (?, ?) on conflict do update set value = excluded.value',
  )
  const remove = db.prepare<[string]>('delete from meta where key = ?')
  return {
    readMeta: (key: string) => select.get(key),
    writeMeta: (key: string, value: string): void => {
      write.run(key, value)
    },
    removeMeta: (key: string): void => {
      remove.run(key)
    },
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
  const restart = db.prepare<[string]>(
    'update scope_cursor set cursor = null, snapshot_key = null, snapshot_cursor = null where scope = ?',
  )
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
    restartScope: (scope: string) => restart.run(scope),
  }
}

type HeldScopeRow = Omit<HeldScope, 'compleet'> & { readonly compleet: 0 | 1 }

const prepareChecks = (db: Sqlite) => {
  const write = db.prepare<[Controle, string, string]>(
    'update scope_cursor set controle = ?, gecontroleerd_op = ? where scope = ?',
  )
  const select = db.prepare<[], HeldScopeRow>(
    `select scope, (select count(*) from membership where membership.scope = scope_cursor.scope) as rijen,
       cursor is not null as compleet, controle, gecontroleerd_op as gecontroleerdOp
     from scope_cursor order by scope`,
  )
  // As text: a sum of many rows is larger than a number here is exact.
  const selectSums = db.prepare<[], ScopeSum>(
    'select scope, entity, count(*) as rows, cast(sum(hash) as text) as sum from membership group by scope, entity',
  )
  return {
    writeCheck: (scope: string, controle: Controle, op: string) => write.run(controle, op, scope),
    heldScopes: (): readonly HeldScope[] => select.all().map((row) => ({ ...row, compleet: row.compleet === 1 })),
    sums: (): readonly ScopeSum[] => selectSums.all(),
  }
}

const prepareMemberships = (db: Sqlite) => {
  const selectVersion = db
    .prepare<[string, string], number | null>('select max(version) from membership where entity = ? and id = ?')
    .pluck()
  // A row that comes late under an older version (a page beside a copy) does not take the newer one back.
  const join = db.prepare<[string, string, string, number, number]>(
    `insert into membership (entity, id, scope, version, hash) values (?, ?, ?, ?, ?)
     on conflict do update set version = excluded.version, hash = excluded.hash where excluded.version > membership.version`,
  )
  const leave = db.prepare<[string, string, string]>('delete from membership where entity = ? and id = ? and scope = ?')
  const doubt = db.prepare<[string]>('update membership set version = 0 where scope = ?')
  const selectMembers = db.prepare<[string], TouchedRow>('select entity, id from membership where scope = ?')
  const selectDoubted = db.prepare<[string], TouchedRow>(
    'select entity, id from membership where scope = ? and version = 0',
  )
  return {
    /** The newest version that came through any scope; undefined when no scope holds the row. */
    versionOf: ({ entity, id }: TouchedRow) => selectVersion.get(entity, id) ?? undefined,
    join: ({ entity, id, scope, version }: Membership & { readonly version: number }) =>
      join.run(entity, id, scope, version, rowHash(entity, id, version)),
    leave: ({ entity, id, scope }: Membership) => leave.run(entity, id, scope),
    doubtScope: (scope: string) => doubt.run(scope),
    membersOf: (scope: string) => selectMembers.all(scope),
    doubtedMembersOf: (scope: string) => selectDoubted.all(scope),
  }
}
