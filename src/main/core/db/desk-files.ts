import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppFailure } from '../../../shared/kernel/result'
import type { Logger } from '../../../shared/node/logger'
import { migrateSqlite } from '../../../shared/node/migrate-sqlite'
import { classifyStorageError, openSqlite, type Sqlite } from '../../../shared/node/sqlite'
import type { SecretStore } from '../secrets/secret-store'
import { cacheMigrations, outboxMigrations } from './migrations'

/** The two encrypted files of one medewerker on this desk. */
export interface DeskFiles {
  /** A copy of what the server has; thrown away and fetched again when damaged. */
  readonly cache: Sqlite
  /** Exists nowhere else; never thrown away. */
  readonly outbox: Sqlite
  readonly close: () => void
}

interface DeskFilesOptions {
  readonly profileDir: string
  readonly medewerkerId: string
  readonly secrets: SecretStore
  readonly logger: Logger
}

/** Opens or makes both files. Throws `AppFailure` when the outbox cannot be opened: going on without it could lose work. */
export const openDeskFiles = (options: DeskFilesOptions): DeskFiles => {
  try {
    return openBoth(options)
  } catch (error) {
    throw classifyStorageError(error, 'werkplek')
  }
}

const openBoth = ({ profileDir, medewerkerId, secrets, logger }: DeskFilesOptions): DeskFiles => {
  // A hash, because an account name is personal data and may hold characters that a file system refuses.
  const folder = createHash('sha256').update(medewerkerId).digest('hex').slice(0, 16)
  const dir = join(profileDir, folder)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const outbox = openOutbox(join(dir, 'outbox.db'), `${folder}/outbox`, secrets, logger)
  try {
    const cache = openCache(join(dir, 'cache.db'), `${folder}/cache`, secrets, logger)
    return {
      cache,
      outbox,
      close: () => {
        cache.close()
        outbox.close()
      },
    }
  } catch (error) {
    outbox.close()
    throw error
  }
}

const openOutbox = (path: string, secretName: string, secrets: SecretStore, logger: Logger): Sqlite => {
  const key = keyFor(secretName, secrets, !existsSync(path))
  if (key === undefined) throw new AppFailure({ code: 'wrong_key', file: 'outbox.db' })
  const db = openSqlite({ path, name: 'outbox.db', key, durability: 'full', access: 'alone', logger })
  return prepared(db, () => {
    assertHealthy(db, 'outbox.db')
    migrateSqlite(db, 'outbox.db', outboxMigrations, logger)
  })
}

const openCache = (path: string, secretName: string, secrets: SecretStore, logger: Logger): Sqlite => {
  const open = (): Sqlite => {
    const key = keyFor(secretName, secrets, !existsSync(path))
    if (key === undefined) throw new AppFailure({ code: 'wrong_key', file: 'cache.db' })
    const db = openSqlite({ path, name: 'cache.db', key, durability: 'normal', access: 'shared', logger })
    return prepared(db, () => {
      assertHealthy(db, 'cache.db')
      assertOfThisVersion(db)
      migrateSqlite(db, 'cache.db', cacheMigrations, logger)
    })
  }
  try {
    return open()
  } catch (error) {
    const damaged =
      error instanceof AppFailure && ['wrong_key', 'storage_corrupt', 'resync_required'].includes(error.error.code)
    if (!damaged) throw error
    logger.warn({ code: error.error.code }, 'cache unusable, fetching it again')
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
    secrets.remove(secretName)
    return open()
  }
}

/** A key is made only together with its file: a new key for an existing file would make it unreadable for ever. */
const keyFor = (name: string, secrets: SecretStore, isNew: boolean): Buffer | undefined => {
  const known = secrets.read(name)
  if (known !== undefined) return Buffer.from(known, 'hex')
  if (!isNew) return undefined
  const key = randomBytes(32)
  secrets.write(name, key.toString('hex'))
  return key
}

const prepared = (db: Sqlite, prepare: () => void): Sqlite => {
  try {
    prepare()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

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
