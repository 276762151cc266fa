import { cacheMigrations, outboxMigrations } from '../../src/main/core/db/migrations'
import { silentLogger } from '../../src/shared/node/logger'
import { migrateSqlite } from '../../src/shared/node/migrate-sqlite'
import { openSqlite } from '../../src/shared/node/sqlite'
import { openSimFile, type SimFile } from './sim-sqlite'

const templates = new Map<string, Buffer>()

/** An empty, migrated file: made once, then only copied. */
export const template = (kind: 'cache' | 'outbox'): Buffer => {
  const known = templates.get(kind)
  if (known !== undefined) return known
  const key = Buffer.alloc(32)
  const db = openSqlite({
    path: ':memory:',
    name: kind,
    key,
    durability: 'normal',
    access: 'shared',
    logger: silentLogger,
  })
  migrateSqlite(db, kind, kind === 'cache' ? cacheMigrations : outboxMigrations, silentLogger)
  const made = db.serialize()
  db.close()
  templates.set(kind, made)
  return made
}

export const openOutbox = (clientId: string): SimFile => {
  const file = openSimFile('outbox', template('outbox'))
  // A desk chooses its own name at its first start; here the seed does.
  file.db.prepare("insert into meta (key, value) values ('client_id', ?)").run(clientId)
  return file
}
