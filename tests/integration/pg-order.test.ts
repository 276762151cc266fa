import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../src/server/db/db'
import { appendLog } from '../../src/server/sync/log'
import { startPostgresDatabase, type PostgresDatabase } from '../support/postgres-database'

let postgres: PostgresDatabase
let db: Db

beforeAll(async () => {
  postgres = await startPostgresDatabase()
  db = postgres.db
}, 60_000)
afterAll(() => postgres.remove())

const writers = 8
const turns = 40

/** Numbers a row and commits a moment later, as a transaction does that has something left to do. */
type Append = (id: string) => Promise<void>
/** The rows after a number, with theirs. */
type Read = (after: number) => Promise<readonly { readonly volgnummer: number; readonly id: string }[]>

/** Many write at once while one reads after its own cursor, as a desk does. Returns the rows that it never saw. */
const missedRows = async (append: Append, read: Read): Promise<readonly string[]> => {
  const seen = new Set<string>()
  const written: string[] = []
  let cursor = 0
  let writing = true
  const take = async () => {
    for (const { volgnummer, id } of await read(cursor)) {
      seen.add(id)
      cursor = Math.max(cursor, volgnummer)
    }
  }
  const follow = async () => {
    while (writing) await take()
    await take()
  }
  const reading = follow()
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let turn = 0; turn < turns; turn += 1) {
        const id = `rij-${String(writer)}-${String(turn)}`
        await append(id)
        written.push(id)
      }
    }),
  )
  writing = false
  await reading
  expect(written).toHaveLength(writers * turns)
  return written.filter((id) => !seen.has(id))
}

// Up to 3 ms, different for each: transactions end in another order than they began.
const dawdle = 'select pg_sleep(random() * 0.003)'

const readRows = async (table: string, tenant: string, after: number) =>
  (
    await db.query(`select volgnummer, id from ${table} where tenant = $1 and volgnummer > $2 order by volgnummer`, [
      tenant,
      after,
    ])
  ).map(({ volgnummer, id }) => ({ volgnummer: Number(volgnummer), id: String(id) }))

describe('the order of the log on PostgreSQL', () => {
  it('never lets a reader miss a row, because the counter is taken last and held until the commit', async () => {
    await db.query(`insert into tenant_teller (tenant, laatste) values ('volgorde', 0)`)
    const missed = await missedRows(
      (id) =>
        db.transaction(async (tx) => {
          await tx.query(dawdle)
          await appendLog(tx, 'volgorde', [{ scope: 't', entiteit: 'afdeling', id, bewerking: 'upsert' }])
          await tx.query(dawdle)
        }),
      (after) => readRows('wijzigingslog', 'volgorde', after),
    )
    expect(missed).toEqual([])
  })

  it('would miss rows with a plain sequence: this test can fail', async () => {
    await db.query('create sequence gewoon')
    await db.query('create table gewoon_log (tenant text, id text, volgnummer bigint primary key)')
    const missed = await missedRows(
      (id) =>
        db.transaction(async (tx) => {
          await tx.query(dawdle)
          await tx.query(`insert into gewoon_log values ('volgorde', $1, nextval('gewoon'))`, [id])
          await tx.query(dawdle)
        }),
      (after) => readRows('gewoon_log', 'volgorde', after),
    )
    expect(missed.length).toBeGreaterThan(0)
  })
})
