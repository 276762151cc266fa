import Database from 'better-sqlite3'
import { AppFailure, type AppError } from '../kernel/result'
import type { Logger } from './logger'

export type Sqlite = Database.Database

export interface OpenOptions {
  /** Absolute path, or `:memory:`. */
  readonly path: string
  /** How the file is called in messages to people. */
  readonly name: string
  /** 32 random bytes; the file is unreadable without them (SQLCipher 4 format). */
  readonly key: Buffer
  /** `full` for what exists nowhere else (fsync at every commit), `normal` for what can be rebuilt. */
  readonly durability: 'full' | 'normal'
  /** `alone` = no second process may have this file open, for as long as this one has; a kill releases it. */
  readonly access: 'alone' | 'shared'
  readonly logger: Logger
}

// Above this a query is felt while typing (Signal Desktop uses the same figure).
const slowQueryMs = 40

/** Opens one encrypted file. Throws `AppFailure` with what `classifyStorageError` makes of a failure. */
export const openSqlite = ({ path, name, key, durability, access, logger }: OpenOptions): Sqlite => {
  try {
    const db = new Database(path)
    try {
      if (path !== ':memory:') {
        db.pragma("cipher = 'sqlcipher'")
        db.pragma(`key = "x'${key.toString('hex')}'"`)
      }
      db.pragma('busy_timeout = 2000')
      if (access === 'alone') db.pragma('locking_mode = EXCLUSIVE')
      db.pragma('journal_mode = WAL')
      db.pragma(`synchronous = ${durability.toUpperCase()}`)
      db.pragma('foreign_keys = ON')
      // Deleted rows are overwritten and temporary tables stay in memory: nothing readable is left in the profile folder.
      db.pragma('secure_delete = ON')
      db.pragma('temp_store = MEMORY')
      // The first read decrypts the first page: a wrong key shows here and not in the middle of a conversation.
      db.prepare('select count(*) from sqlite_master').get()
    } catch (error) {
      db.close()
      throw error
    }
    return guard(db, name, logger)
  } catch (error) {
    throw classifyStorageError(error, name)
  }
}

/** What an error of the driver or the file system means for people; anything unknown is a bug and stays as it is. */
export const classifyStorageError = (error: unknown, file: string): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = meanings.find(({ codes }) => codes.some((known) => code.startsWith(known)))
  return known === undefined ? error : new AppFailure(known.meaning(file), { cause: error })
}

const meanings: readonly { readonly codes: readonly string[]; readonly meaning: (file: string) => AppError }[] = [
  {
    codes: ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC', 'ENOSPC', 'EDQUOT'],
    meaning: () => ({ code: 'storage_full' }),
  },
  {
    codes: ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'],
    meaning: () => ({ code: 'storage_unwritable' }),
  },
  { codes: ['SQLITE_BUSY', 'SQLITE_LOCKED'], meaning: () => ({ code: 'storage_in_use' }) },
  // SQLCipher cannot tell a wrong key from a file that is not a database; who opened it before knows the difference.
  { codes: ['SQLITE_NOTADB'], meaning: (file) => ({ code: 'wrong_key', file }) },
  { codes: ['SQLITE_CORRUPT'], meaning: (file) => ({ code: 'storage_corrupt', file }) },
]

/**
 * Every statement and transaction of a file reports what went wrong in our terms, and logs when it took too long: the SQL text, which
 * holds parameters' places and never their values.
 */
const guard = (db: Sqlite, name: string, logger: Logger): Sqlite => {
  const prepare = db.prepare.bind(db)
  const transaction = db.transaction.bind(db)

  const classified =
    <Args extends unknown[], Value>(call: (...args: Args) => Value) =>
    (...args: Args): Value => {
      try {
        return call(...args)
      } catch (error) {
        throw classifyStorageError(error, name)
      }
    }
  const timed =
    (sql: string, call: (...args: unknown[]) => unknown) =>
    (...args: unknown[]): unknown => {
      const started = performance.now()
      const result = call(...args)
      const tookMs = performance.now() - started
      if (tookMs > slowQueryMs) logger.warn({ db: name, sql, tookMs: Math.round(tookMs) }, 'slow query')
      return result
    }

  return Object.assign(db, {
    prepare: (sql: string) => {
      const statement = prepare(sql)
      for (const verb of ['run', 'get', 'all'] as const) {
        Object.defineProperty(statement, verb, { value: classified(timed(sql, statement[verb].bind(statement))) })
      }
      return statement
    },
    // A full disk often shows only at the commit.
    transaction: (work: (...args: unknown[]) => unknown) => {
      const run = transaction(work)
      return Object.assign(classified(run), { immediate: classified(run.immediate.bind(run)) })
    },
  })
}
