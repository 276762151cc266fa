import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import type { Db } from '../../src/server/db/db'
import { migrate, type Migration } from '../../src/server/db/migrate'
import { migrations } from '../../src/server/db/migrations'
import { openPglite } from '../../src/server/db/pglite'
import { openPostgres } from '../../src/server/db/postgres'
import { silentLogger } from '../../src/shared/node/logger'

/**
 * A real, empty database: PGlite in memory, or, with `TEST_DATABASE_URL`, a schema of its own on that PostgreSQL server. Start it once
 * per file: tests keep apart by each having their own tenant (`createTestGemeente`).
 */
export const openEmptyDatabase = (): Promise<Db> => {
  const url = process.env['TEST_DATABASE_URL']
  return url === undefined ? openInMemory() : openSchema(url)
}

/** The same at the newest schema, or at the one that `steps` leads to. */
export const openTestDatabase = async (steps: readonly Migration[] = migrations): Promise<Db> => {
  const db = await openEmptyDatabase()
  await migrate(db, steps, silentLogger)
  return db
}

// Making a new cluster takes PGlite four seconds, unpacking one half a second; every test file needs one.
const openInMemory = async (): Promise<Db> => {
  const folder = join(import.meta.dirname, '../../.cache/pglite')
  const template = join(folder, `${readPgliteVersion()}.tar`)
  if (!existsSync(template)) {
    const pglite = await PGlite.create('memory://')
    const dump = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer())
    await pglite.close()
    mkdirSync(folder, { recursive: true })
    // Written beside it and renamed, because test files run at the same time.
    const unfinished = `${template}.${randomBytes(4).toString('hex')}`
    writeFileSync(unfinished, dump)
    renameSync(unfinished, template)
  }
  return openPglite('memory://', new Blob([readFileSync(template)]))
}

const readPgliteVersion = (): string => {
  const file = join(import.meta.dirname, '../../node_modules/@electric-sql/pglite/package.json')
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '0'
}

const openSchema = async (url: string): Promise<Db> => {
  const schema = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create schema ${schema}`)
  const inSchema = new URL(url)
  inSchema.searchParams.set('options', `-c search_path=${schema}`)
  const db = openPostgres(inSchema.href, silentLogger)
  return {
    ...db,
    close: async () => {
      await db.close()
      await admin.query(`drop schema ${schema} cascade`)
      await admin.end()
    },
  }
}
