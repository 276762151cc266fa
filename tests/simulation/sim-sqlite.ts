import Database from 'better-sqlite3'
import type { Sqlite } from '../../src/shared/node/sqlite'

/** What happens around every statement of a file; belongs to one life of a desk. */
export interface FileHooks {
  /** Before every statement and before every commit. Throws when the desk dies here. */
  readonly step: (label: string) => void
  /** Something was committed. */
  readonly committed: () => void
  /** What was committed until now is on disk: a power cut does not undo it. */
  readonly flushed: () => void
}

/** A file of a desk, in memory, whose every statement is a step. It outlives the desk's process. */
export interface SimFile {
  readonly db: Sqlite
  /** Statements prepared from now on belong to this life. */
  readonly attach: (hooks: FileHooks) => void
  /** The same file without steps, for whoever looks from outside. */
  readonly look: Sqlite['prepare']
  readonly bytes: () => Buffer
}

const idle: FileHooks = { step: () => undefined, committed: () => undefined, flushed: () => undefined }

export const openSimFile = (name: string, content: Buffer): SimFile => {
  const db: Sqlite = new Database(content)
  db.pragma('foreign_keys = ON')
  db.pragma('secure_delete = ON')
  db.pragma('temp_store = MEMORY')
  const prepare = db.prepare.bind(db)
  const looks = new Map<string, ReturnType<typeof prepare>>()
  const look = ((sql: string) => {
    const known = looks.get(sql) ?? prepare(sql)
    looks.set(sql, known)
    return known
  }) as Sqlite['prepare']
  let hooks = idle
  instrument(db, name, () => hooks)
  return {
    db,
    attach: (given) => {
      hooks = given
    },
    look,
    bytes: () => db.serialize(),
  }
}

/** Puts a step before every statement and commit; a throw there rolls the open transaction back, as a kill would. */
const instrument = (db: Sqlite, name: string, current: () => FileHooks): void => {
  const [prepare, transaction, pragma, exec] = [
    db.prepare.bind(db),
    db.transaction.bind(db),
    db.pragma.bind(db),
    db.exec.bind(db),
  ]
  const committed = (hooks: FileHooks): void => {
    if (!db.inTransaction) hooks.committed()
  }
  Object.assign(db, {
    prepare: (sql: string) => {
      const hooks = current()
      const statement = prepare(sql)
      const label = `${name}: ${/^\s*(\w+( \w+)?)/.exec(sql)?.[1] ?? ''}`
      for (const verb of ['run', 'get', 'all'] as const) {
        const call: (...args: unknown[]) => unknown = statement[verb].bind(statement)
        const value = (...args: unknown[]): unknown => {
          hooks.step(label)
          const result = call(...args)
          if (verb === 'run') committed(hooks)
          return result
        }
        Object.defineProperty(statement, verb, { value })
      }
      return statement
    },
    transaction: (work: (...args: unknown[]) => unknown) => {
      const hooks = current()
      const run = transaction((...args: unknown[]) => {
        const result = work(...args)
        hooks.step(`${name}: commit`)
        return result
      })
      const counted =
        (call: (...args: unknown[]) => unknown) =>
        (...args: unknown[]): unknown => {
          const result = call(...args)
          committed(hooks)
          return result
        }
      return Object.assign(counted(run), {
        default: counted(run.default.bind(run)),
        deferred: counted(run.deferred.bind(run)),
        immediate: counted(run.immediate.bind(run)),
        exclusive: counted(run.exclusive.bind(run)),
      })
    },
    pragma: (source: string, options?: Database.PragmaOptions) => {
      const hooks = current()
      hooks.step(`${name}: pragma`)
      const result: unknown = pragma(source, options)
      if (source.includes('wal_checkpoint')) hooks.flushed()
      return result
    },
    exec: (source: string) => {
      const hooks = current()
      hooks.step(`${name}: exec`)
      exec(source)
      committed(hooks)
      return db
    },
  })
}
