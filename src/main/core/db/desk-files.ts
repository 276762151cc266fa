import { existsSync, mkdirSync } from 'node:fs'
import { AppFailure } from '../../../shared/kernel/result'
import type { Clock } from '../../../shared/kernel/clock'
import type { Logger } from '../../../shared/node/logger'
import { migrateSqlite } from '../../../shared/node/migrate-sqlite'
import { classifyStorageError, openSqlite, type Sqlite } from '../../../shared/node/sqlite'
import type { SecretStore } from '../secrets/secret-store'
import { deskFolderOf, withKey, type DeskFolder } from './desk-folder'
import { keepDamagedCopy } from './damaged-copy'
import { cacheMigrations, outboxMigrations } from './migrations'
import { shredCache } from './wipe'

/** The two encrypted files of one medewerker on this desk. */
export interface DeskFiles {
  /** A copy of what the server has; thrown away and fetched again when damaged. */
  readonly cache: Sqlite
  /** Exists nowhere else; never thrown away. */
  readonly outbox: Sqlite
  readonly close: () => void
}

export interface DeskFilesOptions {
  readonly profileDir: string
  readonly medewerkerId: string
  readonly secrets: SecretStore
  readonly clock: Clock
  readonly logger: Logger
  /** A statement met damage in a file that had opened well. May be called more than once. */
  readonly onDamage: (file: 'cache' | 'outbox') => void
}

/**
 * Opens or makes both files. Throws `AppFailure` when the outbox cannot be opened: going on without it could lose work. A damaged one
 * stays where it is, and a copy of it is kept beside it.
 */
export const openDeskFiles = (options: DeskFilesOptions): DeskFiles => {
  const folder = deskFolderOf(options.profileDir, options.medewerkerId)
  try {
    mkdirSync(folder.path, { recursive: true, mode: 0o700 })
    return openBoth(options, folder)
  } catch (error) {
    throw classifyStorageError(error, 'werkplek')
  }
}

const openBoth = (options: DeskFilesOptions, folder: DeskFolder): DeskFiles => {
  const outbox = openOutbox(options, folder)
  try {
    const cache = openCache(options, folder)
    return {
      cache,
      outbox,
      close: () => {
        try {
          cache.close()
        } finally {
          outbox.close()
        }
      },
    }
  } catch (error) {
    outbox.close()
    throw error
  }
}

const openOutbox = ({ secrets, clock, logger, onDamage }: DeskFilesOptions, { outbox }: DeskFolder): Sqlite => {
  const open = (key: Buffer | undefined): Sqlite => {
    if (key === undefined) throw new AppFailure({ code: 'wrong_key', file: 'outbox.db' })
    return openSqlite({
      path: outbox.path,
      name: 'outbox.db',
      key,
      durability: 'full',
      access: 'alone',
      logger,
      onDamage: () => {
        onDamage('outbox')
      },
    })
  }
  // Taken before the file is closed: closing moves the write-ahead log into it, and a copy should show what was found.
  const keepCopy = (error: unknown): never => {
    if (isUnusable(error)) keepDamagedCopy(outbox.path, clock.now(), logger)
    throw error
  }
  let db: Sqlite
  try {
    db = withKey(secrets, outbox.keyName, !existsSync(outbox.path), open)
  } catch (error) {
    return keepCopy(error)
  }
  try {
    assertHealthy(db, 'outbox.db')
    migrateSqlite(db, 'outbox.db', outboxMigrations, logger)
    return db
  } catch (error) {
    try {
      return keepCopy(error)
    } finally {
      db.close()
    }
  }
}

const openCache = (options: DeskFilesOptions, folder: DeskFolder): Sqlite => {
  const { secrets, logger, onDamage } = options
  const { path, keyName } = folder.cache
  const open = (key: Buffer | undefined): Sqlite => {
    if (key === undefined) throw new AppFailure({ code: 'wrong_key', file: 'cache.db' })
    const db = openSqlite({
      path,
      name: 'cache.db',
      key,
      durability: 'normal',
      access: 'shared',
      logger,
      onDamage: () => {
        onDamage('cache')
      },
    })
    try {
      assertHealthy(db, 'cache.db')
      assertOfThisVersion(db)
      migrateSqlite(db, 'cache.db', cacheMigrations, logger)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  }
  const openFile = (): Sqlite => withKey(secrets, keyName, !existsSync(path), open)
  try {
    return openFile()
  } catch (error) {
    if (!isUnusable(error) && !isOutdated(error)) throw error
    logger.warn('cache unusable, fetching it again')
    shredCache(options)
    return openFile()
  }
}

const isUnusable = (error: unknown): error is AppFailure =>
  error instanceof AppFailure && ['wrong_key', 'storage_corrupt'].includes(error.error.code)

const isOutdated = (error: unknown): boolean => error instanceof AppFailure && error.error.code === 'resync_required'

const assertHealthy = (db: Sqlite, file: string): void => {
  const damaged = new AppFailure({ code: 'storage_corrupt', file })
  let verdict: unknown
  try {
    verdict = db.pragma('quick_check(1)', { simple: true })
  } catch (error) {
    damaged.cause = error
    throw damaged
  }
  if (verdict !== 'ok') throw damaged
}

/** The cache of an older Klaar is fetched again: quicker than proving that every kept copy was brought to the new shape. */
const assertOfThisVersion = (db: Sqlite): void => {
  const found = db.pragma('user_version', { simple: true }) as number
  const newest = cacheMigrations.at(-1)?.version ?? 0
  if (found > 0 && found < newest) throw new AppFailure({ code: 'resync_required' })
}
