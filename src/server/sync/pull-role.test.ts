import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { artikelRow } from '../../../tests/support/demo-rows'
import { openTestDatabase } from '../../../tests/support/test-database'
import { createTestGemeente, notitieIntent, valueOf, type TestGemeente } from '../../../tests/support/test-gemeente'
import { entities } from '../../shared/domain/entities'
import { kennisartikelEntity } from '../../shared/domain/kennisartikel/kennisartikel'
import { terugbelnotitieEntity } from '../../shared/domain/terugbelnotitie/terugbelnotitie'
import { createId } from '../../shared/kernel/ids'
import { sqlStateOf, type Db, type Queryable } from '../db/db'
import { selectRows } from '../db/entity-rows'
import { readEntries } from './pull'
import { enterPullRole } from './pull-role'
import { saveEntities } from './writer'

let db: Db
let gemeente: TestGemeente
const mine = createId()
const others = createId()

beforeAll(async () => {
  db = await openTestDatabase()
  gemeente = await createTestGemeente(db)
  const anna = await gemeente.greetedDesk('anna')
  valueOf(await anna.push([notitieIntent(1, mine, 'burgerzaken'), notitieIntent(2, others, 'belastingen')]))
  await gemeente.writer((unit) => saveEntities(unit, kennisartikelEntity, new Map([['a', artikelRow('a', 'Titel')]])))
})
afterAll(() => db.close())

const asPuller = <T>(scopes: readonly string[], work: (tx: Queryable) => Promise<T>, tenant = gemeente.state.tenant) =>
  db.transaction(async (tx) => {
    await enterPullRole(tx, tenant, scopes)
    return work(tx)
  })
const entriesAs = (scopes: readonly string[], asked: readonly string[]) =>
  asPuller(scopes, (tx) =>
    readEntries(
      tx,
      gemeente.state.tenant,
      asked.map((scope) => ({ scope, volgnummer: 0 })),
      1000,
    ),
  )

describe('the role that reads for desks', () => {
  it('sees nothing of a scope that this call does not have, whatever the statement asks for', async () => {
    const own = await entriesAs(['afd:burgerzaken'], ['afd:burgerzaken', 'afd:belastingen', 't'])
    expect(own.map(({ scope, id }) => [scope, id])).toEqual([['afd:burgerzaken', mine]])
    expect(await entriesAs(['afd:kcc'], ['afd:burgerzaken', 'afd:belastingen', 't'])).toEqual([])
    expect(await entriesAs([], ['t'])).toEqual([])
  })

  it('sees no row that its scopes do not name, also by its id', async () => {
    const read = (scopes: readonly string[], tenant?: string) =>
      asPuller(scopes, (tx) => selectRows(tx, gemeente.state.tenant, terugbelnotitieEntity, [mine, others]), tenant)
    expect([...(await read(['afd:burgerzaken', 't'])).keys()]).toEqual([mine])
    expect([...(await read(['u:anna'])).keys()].sort()).toEqual([mine, others].sort())
    expect((await read(['t'])).size).toBe(0)
    expect((await read(['u:anna'], (await createTestGemeente(db)).state.tenant)).size).toBe(0)
  })

  it('sees no row of which the log says that it left', async () => {
    await gemeente.writer(async (unit) => {
      await unit.load(kennisartikelEntity, ['a'])
      unit.save(kennisartikelEntity, 'a', undefined)
    })
    // What must not happen: the row is there, and belongs to nobody.
    const { tenant } = gemeente.state
    await db.query(
      `insert into kennisartikelen (tenant, id, version, soort, titel, tekst, onderwerpen, bijgewerkt_op, bron, licentie)
      values ($1, 'a', 99, 'vac', 'Titel', '', '[]', '2026-01-01', '', '')`,
      [tenant],
    )
    const read = () => asPuller(['t'], (tx) => selectRows(tx, tenant, kennisartikelEntity, ['a']))
    expect((await read()).size).toBe(0)
    await db.query('delete from kennisartikelen where tenant = $1', [tenant])
  })

  it('finds on each row the scopes that the log names for it, also after a row moved', async () => {
    const { tenant } = gemeente.state
    await gemeente.writer(async (unit) => {
      await unit.load(terugbelnotitieEntity, [others])
      const notitie = unit.find(terugbelnotitieEntity, others)
      unit.save(terugbelnotitieEntity, others, { ...notitie, afdelingId: 'kcc' })
    })
    const read = (scopes: readonly string[]) =>
      asPuller(scopes, (tx) => selectRows(tx, tenant, terugbelnotitieEntity, [others]))
    expect([(await read(['afd:belastingen'])).size, (await read(['afd:kcc'])).size]).toEqual([0, 1])
    for (const { table, name } of entities) {
      const different = await db.query(
        `select r.id from ${table} r where r.tenant = $1 and r.bereik <> array(
           select w.scope from wijzigingslog w
           where w.tenant = $1 and w.entiteit = $2 and w.id = r.id and w.bewerking = 'upsert' order by array_position(r.bereik, w.scope)
         )`,
        [tenant, name],
      )
      expect([table, different]).toEqual([table, []])
    }
  })

  it('may read nothing else and change nothing', async () => {
    for (const statement of [
      'select * from client',
      'select * from sessie',
      'select * from intent_uitkomst',
      'select * from verwerking',
      'delete from terugbelnotities',
      `update wijzigingslog set bewerking = 'remove'`,
    ]) {
      const code = await asPuller(['t'], (tx) => tx.query(statement)).then(() => undefined, sqlStateOf)
      expect([statement, code]).toEqual([statement, '42501'])
    }
  })

  it('ends with the transaction', async () => {
    await asPuller(['t'], (tx) => tx.query('select 1'))
    expect((await db.query('select id from client limit 1')).length).toBe(1)
    // A role without scopes, as a forgotten call would leave it.
    const forgotten = await db.transaction(async (tx) => {
      await tx.query(`select set_config('role', 'klaar_pull', true)`)
      return tx.query('select * from wijzigingslog')
    })
    expect(forgotten).toEqual([])
  })

  it('is kept from every noun there is', async () => {
    for (const { table } of entities) {
      const [found] = await db.query(
        `select c.relrowsecurity as guarded, count(p.polname)::int as policies, has_table_privilege('klaar_pull', c.oid, 'select') as readable
         from pg_class c left join pg_policy p on p.polrelid = c.oid where c.oid = $1::regclass group by c.oid, c.relrowsecurity`,
        [table],
      )
      expect([table, found]).toEqual([table, { guarded: true, policies: 1, readable: true }])
    }
  })
})
