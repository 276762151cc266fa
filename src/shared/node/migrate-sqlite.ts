import { AppFailure } from '../kernel/result'
import type { Logger } from './logger'
import type { Sqlite } from './sqlite'

/** One step of a file's schema. Released steps never change; the next one is ten higher. */
export interface SqliteMigration {
  readonly version: number
  readonly name: string
  readonly up: (db: Sqlite) => void
}

/**
 * Brings a file to the newest version, all missing steps in one transaction. A file from a newer Klaar is refused untouched
 * (`storage_newer`): guessing at its shape could lose what it holds.
 */
export const migrateSqlite = (
  db: Sqlite,
  name: string,
  migrations: readonly SqliteMigration[],
  logger: Logger,
): void => {
  assertMonotonic(migrations)
  const found = db.pragma('user_version', { simple: true }) as number
  const newest = migrations.at(-1)?.version ?? 0
  if (found > newest) throw new AppFailure({ code: 'storage_newer', file: name, found, known: newest })
  const missing = migrations.filter(({ version }) => version > found)
  if (missing.length === 0) return
  db.transaction(() => {
    for (const { up, version } of missing) {
      up(db)
      db.pragma(`user_version = ${String(version)}`)
    }
  }).immediate()
  logger.info({ db: name, from: found, to: newest }, 'schema migrated')
}

const assertMonotonic = (migrations: readonly SqliteMigration[]): void => {
  for (const [index, { version, name }] of migrations.entries()) {
    const previous = migrations[index - 1]?.version ?? 0
    if (version <= previous)
      throw new Error(`migration ${String(version)} (${name}) does not come after ${String(previous)}`)
  }
}
