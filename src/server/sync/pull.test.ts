import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { afdelingRow, artikelRow } from '../../../tests/support/demo-rows'
import { openTestDatabase } from '../../../tests/support/test-database'
import {
  claimIntent,
  createTestGemeente,
  cursorOf,
  medewerkerRow,
  notitieIntent,
  registreerIntent,
  valueOf,
  type TestClient,
  type TestGemeente,
} from '../../../tests/support/test-gemeente'
import { kennisartikelEntity } from '../../shared/domain/kennisartikel/kennisartikel'
import { medewerkerEntity } from '../../shared/domain/medewerker/medewerker'
import { terugbelnotitieEntity, terugbelnotitieSchema } from '../../shared/domain/terugbelnotitie/terugbelnotitie'
import { afdelingEntity } from '../../shared/domain/afdeling/afdeling'
import { createId } from '../../shared/kernel/ids'
import { silentLogger } from '../../shared/node/logger'
import type { ScopeCursor } from '../../shared/sync-protocol/cursor'
import type { ChangedRow } from '../../shared/sync-protocol/row'
import type { Db } from '../db/db'
import { encodeCursor } from './cursor'
import { createPull } from './pull'
import { saveEntities } from './writer'

let db: Db

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

const greeted = async (gemeente: TestGemeente, medewerkerId: string): Promise<TestClient> => {
  const client = await gemeente.desk(medewerkerId)
  valueOf(await client.hello())
  return client
}

const saveArtikelen = ({ writer }: TestGemeente, ids: readonly string[], titel: string) =>
  writer((unit) => saveEntities(unit, kennisartikelEntity, new Map(ids.map((id) => [id, artikelRow(id, titel)]))))

describe('pull', () => {
  it('brings what another desk did, once, with its state of now', async () => {
    const gemeente = await createTestGemeente(db)
    const anna = await greeted(gemeente, 'anna')
    const bram = await greeted(gemeente, 'bram')
    const start = await cursorOf(bram, 'afd:burgerzaken')
    const id = createId()
    valueOf(await anna.push([notitieIntent(1, id)]))
    valueOf(await bram.push([claimIntent(1, id)]))
    const page = valueOf(await bram.pull([start]))
    expect(page).toMatchObject({ more: false, lastMutationNo: 1 })
    expect(page.rows).toMatchObject([{ op: 'upsert', scope: 'afd:burgerzaken', id, state: { status: 'geclaimd' } }])
    expect(valueOf(await bram.pull(page.cursors)).rows).toEqual([])
  })

  it('brings long articles in more pages than one, each once', async () => {
    const gemeente = await createTestGemeente(db)
    const anna = await greeted(gemeente, 'anna')
    let cursors = [await cursorOf(anna, 't')]
    const ids = Array.from({ length: 25 }, (_, index) => `lang-${String(index + 10)}`)
    const artikelen = new Map(ids.map((id) => [id, artikelRow(id, 'Titel', 'é'.repeat(100_000))]))
    await gemeente.writer((unit) => saveEntities(unit, kennisartikelEntity, artikelen))
    const pages: (readonly string[])[] = []
    for (let more = true; more;) {
      const page = valueOf(await anna.pull(cursors))
      pages.push(page.rows.map(({ id }) => id))
      cursors = page.cursors
      more = page.more
    }
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 5])
    expect(pages.flat()).toEqual(ids)
  })

  it("says how far this desk's own intents are in the pages", async () => {
    const gemeente = await createTestGemeente(db)
    const anna = await greeted(gemeente, 'anna')
    const start = await cursorOf(anna, 'u:anna')
    valueOf(await anna.push([registreerIntent(1), claimIntent(2, createId()), registreerIntent(3)]))
    const page = valueOf(await anna.pull([start]))
    expect(page.rows).toHaveLength(2)
    expect(page.lastMutationNo).toBe(3)
  })

  it('takes a row out of the scope that it left and puts it in the one that it entered', async () => {
    const gemeente = await createTestGemeente(db)
    const anna = await greeted(gemeente, 'anna')
    const [bram, henk] = [await greeted(gemeente, 'bram'), await greeted(gemeente, 'henk')]
    const cursors = [await cursorOf(bram, 'afd:burgerzaken'), await cursorOf(henk, 'afd:belastingen')] as const
    const id = createId()
    valueOf(await anna.push([notitieIntent(1, id, 'burgerzaken')]))
    const before = valueOf(await bram.pull([cursors[0]]))
    await gemeente.writer(async (unit) => {
      await unit.load(terugbelnotitieEntity, [id])
      const notitie = terugbelnotitieSchema.parse(unit.find(terugbelnotitieEntity, id))
      unit.save(terugbelnotitieEntity, id, { ...notitie, afdelingId: 'belastingen' })
    })
    expect(valueOf(await bram.pull(before.cursors)).rows).toEqual([
      { op: 'remove', scope: 'afd:burgerzaken', entity: 'terugbelnotitie', id },
    ])
    expect(valueOf(await henk.pull([cursors[1]])).rows).toMatchObject([{ op: 'upsert', scope: 'afd:belastingen', id }])
  })

  it('refuses a scope that this medewerker may not hold, also when that changed a moment ago', async () => {
    const gemeente = await createTestGemeente(db)
    const bram = await greeted(gemeente, 'bram')
    const own = await cursorOf(bram, 'afd:burgerzaken')
    expect(await bram.pull([{ ...own, scope: 'afd:belastingen' }])).toMatchObject({ error: { code: 'forbidden' } })
    expect(await bram.pull([{ ...own, scope: 'u:anna' }])).toMatchObject({ error: { code: 'forbidden' } })
    const moved = medewerkerRow('bram', 'behandelaar', 'belastingen')
    await gemeente.writer((unit) => saveEntities(unit, medewerkerEntity, new Map([['bram', moved]])))
    expect(await bram.pull([own])).toMatchObject({ error: { code: 'forbidden' } })
  })

  it('sends a desk back to snapshots for another epoch, a cursor that is not ours or one of the future', async () => {
    const gemeente = await createTestGemeente(db)
    const anna = await greeted(gemeente, 'anna')
    const own = await cursorOf(anna, 't')
    const resync = { error: { code: 'resync_required' } }
    expect(await anna.pull([own], { epoch: createId() })).toMatchObject(resync)
    for (const cursor of ['12', 'x', encodeCursor(1_000_000), encodeCursor(-1), own.cursor.slice(1)]) {
      expect(await anna.pull([{ scope: 't', cursor }])).toMatchObject(resync)
    }
  })

  it('keeps two gemeenten in one database apart', async () => {
    const [one, other] = [await createTestGemeente(db), await createTestGemeente(db)]
    const anna = await greeted(one, 'anna')
    const start = await cursorOf(anna, 't')
    await saveArtikelen(other, ['paspoort'], 'Van een ander')
    expect(valueOf(await anna.pull([start])).rows).toEqual([])
  })

  it('gives the same end state for every page size and every place to start', async () => {
    const gemeente = await createTestGemeente(db)
    const anna = await greeted(gemeente, 'anna')
    const scopes = ['t', 'u:anna', 'afd:burgerzaken', 'afd:belastingen']
    const start = await Promise.all(scopes.map((scope) => cursorOf(anna, scope)))
    await saveArtikelen(gemeente, ['a', 'b', 'c', 'd'], 'Eerst')
    const ids = [createId(), createId(), createId()] as const
    valueOf(await anna.push([notitieIntent(1, ids[0]), notitieIntent(2, ids[1], 'belastingen'), registreerIntent(3)]))
    await saveArtikelen(gemeente, ['b', 'd'], 'Later')
    await gemeente.writer(async (unit) => {
      await saveEntities(unit, afdelingEntity, new Map([['zorg', afdelingRow('zorg', 'Zorg')]]))
      await unit.load(kennisartikelEntity, ['c'])
      unit.save(kennisartikelEntity, 'c', undefined)
    })
    valueOf(await anna.push([notitieIntent(4, ids[2]), claimIntent(5, ids[0])]))
    const whole = await pullAll(gemeente, anna, start, 1000)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 4 }), async (pageRows, stale) => {
        // A desk may come with scopes that are further than others.
        const cursors = start.map((cursor, index) => (index < stale ? cursor : whole.cursors[index])) as ScopeCursor[]
        const pulled = await pullAll(gemeente, anna, cursors, pageRows)
        expect(pulled.cursors).toEqual(whole.cursors)
        const expected = [...whole.rows].filter(([key]) =>
          scopes.slice(0, stale).some((scope) => key.startsWith(`${scope} `)),
        )
        expect(new Map([...pulled.rows].sort())).toEqual(new Map(expected.sort()))
      }),
      { numRuns: 40 },
    )
  })
})

const pullAll = async (gemeente: TestGemeente, client: TestClient, start: readonly ScopeCursor[], pageRows: number) => {
  const pull = createPull({ db, state: gemeente.state, logger: silentLogger, pageRows })
  const rows = new Map<string, ChangedRow>()
  let cursors = [...start]
  for (let more = true; more;) {
    const page = valueOf(await pull('anna', { clientId: client.clientId, epoch: gemeente.state.epoch, cursors }))
    expect(page.rows.length).toBeLessThanOrEqual(pageRows)
    for (const row of page.rows) rows.set(`${row.scope} ${row.entity} ${row.id}`, row)
    cursors = page.cursors
    more = page.more
  }
  return { rows, cursors }
}
