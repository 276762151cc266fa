import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openEmptyDatabase } from '../../../tests/support/test-database'
import { entities } from '../../shared/domain/entities'
import { silentLogger } from '../../shared/node/logger'
import type { Db } from './db'
import { migrate } from './migrate'
import { migrations } from './migrations'

let db: Db

beforeEach(async () => {
  db = await openEmptyDatabase()
})
afterEach(() => db.close())

const schemaOf = () =>
  db.query(
    `select table_name, column_name, data_type, is_nullable from information_schema.columns
     where table_schema = current_schema() order by 1, 2`,
  )

const appliedVersions = async (): Promise<readonly unknown[]> =>
  (await db.query('select versie from migratie order by versie')).map((row) => row['versie'])

describe('migrate', () => {
  it('brings an empty database to the newest schema, and does nothing the second time', async () => {
    await migrate(db, migrations, silentLogger)
    const schema = await schemaOf()
    await migrate(db, migrations, silentLogger)
    expect(await schemaOf()).toEqual(schema)
    expect(await appliedVersions()).toEqual(migrations.map(({ version }) => version))
  })

  it('gives an upgraded database the schema of a new one', async () => {
    for (const [index] of migrations.entries()) await migrate(db, migrations.slice(0, index + 1), silentLogger)
    const upgraded = await schemaOf()
    const other = await openEmptyDatabase()
    await migrate(other, migrations, silentLogger)
    const fresh = await other.query(
      `select table_name, column_name, data_type, is_nullable from information_schema.columns
       where table_schema = current_schema() order by 1, 2`,
    )
    await other.close()
    expect(upgraded).toEqual(fresh)
  })

  it('refuses a database of a newer Klaar and leaves it alone', async () => {
    await migrate(db, [...migrations, { version: 9000, name: 'later', statements: [] }], silentLogger)
    const newest = migrations.at(-1)?.version
    await expect(migrate(db, migrations, silentLogger)).rejects.toMatchObject({
      error: { code: 'storage_newer', found: 9000, known: newest },
    })
    expect(await appliedVersions()).toContain(9000)
  })

  it('takes the time that it needs, and only for itself', async () => {
    await db.query(`set statement_timeout = '7s'`)
    const slow = {
      version: 1,
      name: 'slow',
      statements: [`create table wacht as select current_setting('statement_timeout')`],
    }
    await migrate(db, [slow], silentLogger)
    expect(await db.query('select * from wacht')).toEqual([{ current_setting: '0' }])
    expect(await db.query('show statement_timeout')).toEqual([{ statement_timeout: '7s' }])
  })

  it('undoes everything when one step fails', async () => {
    const broken = { version: 9000, name: 'broken', statements: ['create table half (id text)', 'select nonsense'] }
    await expect(migrate(db, [...migrations, broken], silentLogger)).rejects.toThrow()
    await migrate(db, migrations, silentLogger)
    expect((await schemaOf()).some((row) => row['table_name'] === 'half')).toBe(false)
  })

  it('lets two servers that start together do the work once', async () => {
    await Promise.all([migrate(db, migrations, silentLogger), migrate(db, migrations, silentLogger)])
    expect(await appliedVersions()).toHaveLength(migrations.length)
  })

  it('does not accept steps that are out of order', async () => {
    await expect(migrate(db, [...migrations].reverse(), silentLogger)).rejects.toThrow(/does not come after/)
  })
})

describe('migrations from the state before', () => {
  const before = (version: number) => migrations.filter((step) => step.version < version)
  const upTo = (version: number) => migrations.filter((step) => step.version <= version)

  it('0010 makes a table for every noun, which later steps bring to the columns that its entity names', async () => {
    await migrate(db, upTo(10), silentLogger)
    const tables = new Set((await schemaOf()).map((row) => row['table_name']))
    for (const { table } of entities) expect(tables).toContain(table)
    await migrate(db, migrations, silentLogger)
    const types = { text: 'text', integer: 'integer', instant: 'timestamp with time zone', json: 'jsonb' }
    for (const { table, columns } of entities) {
      const found = (await schemaOf()).filter((row) => row['table_name'] === table)
      const expected = columns.map(({ name, kind }) => [name, types[kind]])
      expect(found.map((row) => [row['column_name'], row['data_type']])).toEqual(
        expect.arrayContaining([...expected, ['tenant', 'text'], ['version', 'bigint']]),
      )
    }
  })

  it('0020 adds the log beside rows that exist, with one life and a counter at zero', async () => {
    await migrate(db, before(20), silentLogger)
    await db.query(`insert into afdelingen values ('gemeente', 'kcc', 1, 'KCC', '')`)
    await migrate(db, upTo(20), silentLogger)
    expect(await db.query('select id from afdelingen')).toEqual([{ id: 'kcc' }])
    expect(
      await db.query('select s.tenant, laatste, demo from server_staat s join tenant_teller using (tenant)'),
    ).toEqual([{ tenant: 'gemeente', laatste: 0, demo: false }])
  })

  it('0030 adds sessions and keeps the epoch', async () => {
    await migrate(db, before(30), silentLogger)
    const epoch = await db.query('select epoch from server_staat')
    await migrate(db, upTo(30), silentLogger)
    expect(await db.query('select epoch from server_staat')).toEqual(epoch)
    expect(await db.query('select * from sessie')).toEqual([])
  })

  it('0051 leaves desks that are known what they were: not withdrawn', async () => {
    await migrate(db, before(51), silentLogger)
    const client = randomUUID()
    await db.query(`insert into client (tenant, id, medewerker, laatste_no, protocol) values ('g', $1, 'anna', 7, 1)`, [
      client,
    ])
    await migrate(db, upTo(51), silentLogger)
    expect(await db.query('select id, laatste_no, ingetrokken_op from client')).toEqual([
      { id: client, laatste_no: 7, ingetrokken_op: null },
    ])
    expect(await db.query('select offline_dagen, controle_seconden from server_staat')).toEqual([
      { offline_dagen: 14, controle_seconden: 300 },
    ])
  })
  it('0060 makes one key, and the same pseudonym for the same number ever after', async () => {
    await migrate(db, upTo(60), silentLogger)
    const klantOf = async () => (await db.query(`select klant_van('g', '+31612345678') as klant`))[0]?.['klant']
    const klant = await klantOf()
    expect(klant).toMatch(/^[0-9a-f]{64}$/)
    await expect(db.query(`insert into klant_sleutel (sleutel) select sleutel from klant_sleutel`)).rejects.toThrow()
    await migrate(db, migrations, silentLogger)
    expect(await klantOf()).toBe(klant)
  })

  it('0061 leaves the log whole: nothing is forgotten, and who is signed in stays so', async () => {
    await migrate(db, before(61), silentLogger)
    await db.query(`update tenant_teller set laatste = 9`)
    await db.query(`insert into sessie (tenant, token_hash, medewerker, vervalt_op) values ('g', 'h', 'anna', now())`)
    await migrate(db, upTo(61), silentLogger)
    expect(await db.query('select laatste, vergeten_tot from tenant_teller')).toEqual([{ laatste: 9, vergeten_tot: 0 }])
    expect(await db.query('select medewerker, client from sessie')).toEqual([{ medewerker: 'anna', client: null }])
  })
})
