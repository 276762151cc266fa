import Database from 'better-sqlite3'
import { AppFailure, type AppError } from '../kernel/result'
import type { Logger } from './logger'

export type Sqlite = Database.Database

export interface OpenOptions {
  /** Absolute path, or `:memory:`. */
  readonly path: string
  /** How the file is called in messages to people. */
  readonly name: string
  /** 32 random bytes; the file is unreadable without them (SQLCipher 4 format). May be overwritten once the file is open. */
  readonly key: Buffer
  /** `full` for what exists nowhere else (fsync at every commit), `normal` for what can be rebuilt. */
  readonly durability: 'full' | 'normal'
  /** `alone` = no second process may have this file open, for as long as this one has; a kill releases it. */
  readonly access: 'alone' | 'shared'
  readonly logger: Logger
  /** A statement found damage in a file that had opened well. Called before the statement's own failure is thrown, possibly more than once. */
  readonly onDamage?: () => void
}

// Above this a query is felt while typing (Signal Desktop uses the same figure).
const slowQueryMs = 40

/** Opens one encrypted file. Throws `AppFailure` with what `classifyStorageError` makes of a failure. */
export const openSqlite = (options: OpenOptions): Sqlite => {
  const { path, name, key, durability, access } = options
  try {
    const db = new Database(path)
    try {
      if (path !== ':memory:') {
        db.pragma("cipher = 'sqlcipher'")
        unlock(db, key)
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
    return guard(db, options)
  } catch (error) {
    throw classifyStorageError(error, name)
  }
}

// The driver's own addition to better-sqlite3, which the types do not know.
interface Lockable {
  readonly key: (key: Buffer) => unknown
}

/** As bytes and not as the text of a pragma: bytes can be overwritten, text stays in memory until somebody needs the room. */
const unlock = (db: Sqlite, key: Buffer): void => {
  const text = Buffer.concat([Buffer.from("x'"), Buffer.alloc(key.length * 2), Buffer.from("'")])
  for (const [index, byte] of key.entries()) text.write(byte.toString(16).padStart(2, '0'), 2 + index * 2, 'latin1')
  try {
    ;(db as Sqlite & Lockable).key(text)
  } finally {
    text.fill(0)
  }
}

/** Moves what was written into the file itself and empties the write-ahead log: what was deleted is then nowhere any more. */
export const emptyWriteAheadLog = (db: Sqlite): void => {
  db.pragma('wal_checkpoint(TRUNCATE)')
}

/** What an error of the driver or the file system means for people; anything unknown is a bug and stays as it is. */
export const classifyStorageError = (error: unknown, file: string): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = meanings.find(({ codes }) => codes.some((known) => code.startsWith(known)))
  return known === undefined ? error : new AppFailure(known.meaning(file), { cause: error })
}

const meanings: readonly { readonly codes: readonly string[]; readonly meaning: (file: string) => AppError }[] = [
  {
    codes: ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'],
    meaning: () => ({ code: 'storage_full' }),
  },
  {
    // A file on a disk that is read-only cannot even be locked.
    codes: ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_IOERR_LOCK', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'],
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
const guard = (db: Sqlite, { name, logger, onDamage }: OpenOptions): Sqlite => {
  const prepare = db.prepare.bind(db)
  const transaction = db.transaction.bind(db)

  const classified =
    <Args extends unknown[], Value>(call: (...args: Args) => Value) =>
    (...args: Args): Value => {
      try {
        return call(...args)
      } catch (error) {
        const failure = classifyStorageError(error, name)
        if (isDamage(failure)) onDamage?.()
        throw failure
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

// In a file that opened with its key, a page that cannot be decrypted is a damaged page.
const isDamage = (failure: unknown): boolean =>
  failure instanceof AppFailure && (failure.error.code === 'storage_corrupt' || failure.error.code === 'wrong_key')
