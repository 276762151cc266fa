import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqlStateOf, type Db } from '../../src/server/db/db'
import { migrate } from '../../src/server/db/migrate'
import { migrations } from '../../src/server/db/migrations'
import { openPostgres } from '../../src/server/db/postgres'
import { enterPullRole } from '../../src/server/sync/pull-role'
import { readSums } from '../../src/server/sync/sums'
import { createId } from '../../src/shared/kernel/ids'
import { silentLogger } from '../../src/shared/node/logger'
import { startPostgresCluster, type PostgresCluster } from '../support/postgres-cluster'
import { createTestGemeente, cursorOf, notitieIntent, valueOf } from '../support/test-gemeente'

let cluster: PostgresCluster
let admin: Db

beforeAll(async () => {
  cluster = await startPostgresCluster()
  admin = openPostgres(cluster.url, silentLogger)
}, 60_000)
afterAll(async () => {
  await admin.close()
  await cluster.remove()
})

/** A database of an ordinary user, as an administrator makes one for the server. */
const openOwn = async (name: string, attributes: string): Promise<Db> => {
  await admin.query(`create role ${name} login ${attributes}`)
  await admin.query(`create database ${name} owner ${name}`)
  const url = new URL(cluster.url)
  url.username = name
  url.pathname = `/${name}`
  return openPostgres(url.href, silentLogger)
}

const workOn = async (db: Db) => {
  await migrate(db, migrations, silentLogger)
  const gemeente = await createTestGemeente(db)
  const anna = await gemeente.greetedDesk('anna')
  const start = await cursorOf(anna, 'afd:burgerzaken')
  const id = createId()
  valueOf(await anna.push([notitieIntent(1, id)]))
  expect(valueOf(await anna.pull([start])).rows).toMatchObject([{ op: 'upsert', id }])
}

describe('the role that reads for desks, on PostgreSQL', () => {
  it('is made by a database user that may make roles, and shared with a second database', async () => {
    const first = await openOwn('klaar_een', 'createrole')
    await workOn(first)
    await first.close()
    const second = await openOwn('klaar_twee', 'createrole')
    await workOn(second)
    await second.close()
  })

  it('is enough when an administrator made it for a user that may not, and refused with a code of its own when nobody did', async () => {
    const db = await openOwn('klaar_drie', '')
    expect(await migrate(db, migrations, silentLogger).then(() => undefined, sqlStateOf)).toBe('42501')
    await admin.query('grant klaar_pull to klaar_drie')
    await workOn(db)
    await db.close()
  })

  it('costs a page next to nothing and keeps sums of 50,000 rows well under a second', async () => {
    await migrate(admin, migrations, silentLogger)
    await fillLog(admin)
    const scopes = ['t', 'u:m1', ...[0, 1, 2, 3, 4].map((each) => `afd:afd${each}`)]
    const ids = Array.from({ length: 3 }, (_, index) => `notitie-${index * 5 + 1}`)
    const plan = await admin.transaction(async (tx) => {
      await enterPullRole(tx, 'g', scopes)
      return tx.query('explain (format json) select * from terugbelnotities where tenant = $1 and id = any($2)', [
        'g',
        ids,
      ])
    }, 'repeatable read')
    // A few rows are looked up one by one: nothing reads through the log or the table.
    expect(JSON.stringify(plan)).not.toContain('Seq Scan')
    expect(JSON.stringify(plan)).toContain('terugbelnotities_pkey')
    const startedAt = performance.now()
    const sums = await admin.transaction(async (tx) => {
      await enterPullRole(tx, 'g', scopes)
      return readSums(tx, 'g', scopes)
    }, 'repeatable read')
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    expect(sums.reduce((total, { rows }) => total + rows, 0)).toBe(50_500)
  })
})

const fillLog = async (db: Db) => {
  await db.query(
    `insert into terugbelnotities (tenant, id, version, bereik, contactmoment_id, afdeling_id, aangemaakt_door, aangemaakt_op,
       naam, telefoonnummer, gevraagde_handeling, toelichting, bellen_voor, status, uitkomst)
     select 'g', 'notitie-' || n, n, array['afd:afd' || (n % 5), 'u:m' || (n % 100)], 'c', 'afd' || (n % 5), 'm' || (n % 100), now(), '', '', '', '', now(), 'open', ''
     from generate_series(1, 50000) n`,
  )
  await db.query(
    `insert into wijzigingslog (tenant, scope, entiteit, id, volgnummer, bewerking)
     select 'g', 'afd:' || afdeling_id, 'terugbelnotitie', id, version * 2, 'upsert' from terugbelnotities union all
     select 'g', 'u:' || aangemaakt_door, 'terugbelnotitie', id, version * 2 + 1, 'upsert' from terugbelnotities`,
  )
  await db.query('analyze')
}
