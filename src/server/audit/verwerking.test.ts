import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../../tests/support/test-database'
import { sqlStateOf, type Db } from '../db/db'
import { recordVerwerkingen, type Verwerking } from './verwerking'

let db: Db

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

const client = randomUUID()
const entry = (actie: string): Verwerking => ({
  actie,
  medewerker: 'anna',
  client,
  onderwerp: 'terugbelnotitie/1',
  doel: null,
  toelichting: null,
})
const entriesOf = (tenant: string) =>
  db.query(
    `select actie, medewerker, client, onderwerp, doel, toelichting from verwerking where tenant = $1 order by id`,
    [tenant],
  )

describe('verwerkingen', () => {
  it('are kept in the order in which they were given', async () => {
    const tenant = randomUUID()
    const entries = [entry('een'), { ...entry('twee'), client: null, doel: 'terugbellen', toelichting: 'op verzoek' }]
    await recordVerwerkingen(db, tenant, entries)
    await recordVerwerkingen(db, tenant, [])
    expect(await entriesOf(tenant)).toEqual(entries)
  })

  it('are gone when their effect is', async () => {
    const tenant = randomUUID()
    const work = db.transaction(async (tx) => {
      await recordVerwerkingen(tx, tenant, [entry('een')])
      throw new Error('power cut')
    })
    await expect(work).rejects.toThrow('power cut')
    expect(await entriesOf(tenant)).toEqual([])
  })

  it.each([
    `update verwerking set actie = 'anders'`,
    'delete from verwerking',
    'truncate verwerking',
    `insert into verwerking (id, tenant, actie, medewerker) overriding system value
     select id, tenant, 'anders', medewerker from verwerking limit 1
     on conflict (id) do update set actie = excluded.actie`,
  ])('cannot be changed or removed: %s', async (statement) => {
    const tenant = randomUUID()
    await recordVerwerkingen(db, tenant, [entry('een')])
    expect(await db.query(statement).then(() => undefined, sqlStateOf)).toBe('42501')
    expect(await entriesOf(tenant)).toEqual([entry('een')])
  })
})
