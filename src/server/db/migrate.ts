import { z } from 'zod'
import { AppFailure } from '../../shared/kernel/result'
import type { Logger } from '../../shared/node/logger'
import { readRows, type Db, type Queryable } from './db'

/** One step of the server's schema. Released steps never change; the next one is ten higher. */
export interface Migration {
  readonly version: number
  readonly name: string
  /** One statement per element: a driver prepares each by itself. */
  readonly statements: readonly string[]
}

/** Any number, as long as every server of this product takes the same one. */
const lockKey = 4_750_001

/**
 * Brings the database to the newest schema, all missing steps in one transaction, one server at a time. A database of a newer Klaar is
 * refused untouched (`AppFailure` with `storage_newer`).
 */
export const migrate = async (db: Db, migrations: readonly Migration[], logger: Logger): Promise<void> => {
  assertMonotonic(migrations)
  const newest = migrations.at(-1)?.version ?? 0
  await db.transaction(async (tx) => {
    // A new column of ten million rows takes minutes, and a second server waits as long for its turn.
    await tx.query('set local statement_timeout = 0')
    // Two servers that start together would otherwise both create the tables.
    await tx.query('select pg_advisory_xact_lock($1)', [lockKey])
    const found = await currentVersion(tx)
    if (found > newest) throw new AppFailure({ code: 'storage_newer', file: 'database', found, known: newest })
    const missing = migrations.filter(({ version }) => version > found)
    for (const { version, name, statements } of missing) {
      for (const statement of statements) await tx.query(statement)
      await tx.query('insert into migratie (versie, naam) values ($1, $2)', [version, name])
    }
    if (missing.length > 0) logger.info({ from: found, to: newest }, 'schema migrated')
  })
}

const currentVersion = async (tx: Queryable): Promise<number> => {
  await tx.query(`
    create table if not exists migratie (
      versie integer primary key,
      naam text not null,
      toegepast_op timestamptz not null default now()
    )`)
  const row = z.object({ versie: z.int() })
  const [{ versie }] = z
    .tuple([row])
    .parse(await readRows(tx, row, 'select coalesce(max(versie), 0)::int as versie from migratie'))
  return versie
}

const assertMonotonic = (migrations: readonly Migration[]): void => {
  for (const [index, { version, name }] of migrations.entries()) {
    const previous = migrations[index - 1]?.version ?? 0
    if (version <= previous)
      throw new Error(`migration ${String(version)} (${name}) does not come after ${String(previous)}`)
  }
}
