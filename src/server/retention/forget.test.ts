import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRecordingLogger } from '../../../tests/support/recording-logger'
import { openTestDatabase } from '../../../tests/support/test-database'
import {
  createTestGemeente,
  notitieIntent,
  registreerIntent,
  valueOf,
  type TestClient,
  type TestGemeente,
} from '../../../tests/support/test-gemeente'
import { kennisartikelEntity } from '../../shared/domain/kennisartikel/kennisartikel'
import { createId } from '../../shared/kernel/ids'
import type { Db } from '../db/db'
import { saveEntities } from '../sync/writer'
import { forget } from './forget'
import { startRetention } from './schedule'

let db: Db
let gemeente: TestGemeente

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  gemeente = await createTestGemeente(db)
})

const run = (batchRows?: number) =>
  forget({ db, tenant: gemeente.state.tenant, ...(batchRows === undefined ? {} : { batchRows }) })

/** So many days go by: everything that was noted lies that much longer ago. */
const passDays = async (days: number): Promise<void> => {
  const params = [gemeente.state.tenant, days]
  await db.query('update teller_moment set op = op - make_interval(days => $2) where tenant = $1', params)
  await db.query('update intent_uitkomst set op = op - make_interval(days => $2) where tenant = $1', params)
}

const article = (id: string) => ({
  id,
  soort: 'vac' as const,
  titel: id,
  tekst: 'tekst',
  onderwerpen: [],
  bijgewerktOp: '2026-11-23',
  bron: 'test',
  licentie: '',
})
const addArticle = (id: string) =>
  gemeente.writer((unit) => saveEntities(unit, kennisartikelEntity, new Map([[id, article(id)]])))
const removeArticle = async (id: string): Promise<void> => {
  await gemeente.writer(async (unit) => {
    await unit.load(kennisartikelEntity, [id])
    unit.save(kennisartikelEntity, id, undefined)
  })
}

/** What a desk does with one scope: pull from its cursor, or copy anew when the server says so. */
const createMiniDesk = (client: TestClient, scope: string) => {
  const rows = new Set<string>()
  let cursor: string | undefined
  let copies = 0
  const copy = async (): Promise<void> => {
    rows.clear()
    copies += 1
    for (const line of valueOf(await client.snapshot(scope))) {
      if (line.kind === 'header') cursor = line.cursor
      if (line.kind === 'row') rows.add(`${line.row.entity}/${line.row.id}`)
    }
  }
  const sync = async (): Promise<void> => {
    if (cursor === undefined) await copy()
    const page = await client.pull([{ scope, cursor: cursor ?? '' }])
    if (!page.ok) {
      expect(page.error).toEqual({ code: 'resync_required' })
      await copy()
      return
    }
    for (const { op, entity, id } of page.value.rows) {
      if (op === 'upsert') rows.add(`${entity}/${id}`)
      else rows.delete(`${entity}/${id}`)
    }
    cursor = page.value.cursors[0]?.cursor
  }
  return { sync, copies: () => copies, articles: () => [...rows].filter((key) => key.startsWith('kennisartikel')) }
}

const miniDesk = async () => {
  const client = await gemeente.desk('anna')
  valueOf(await client.hello())
  return createMiniDesk(client, 't')
}

describe('removals', () => {
  it('are forgotten after sixty days; a desk from before copies again, one from after is not bothered', async () => {
    const [away, present] = [await miniDesk(), await miniDesk()]
    await addArticle('a')
    await addArticle('b')
    await away.sync()
    await removeArticle('a')
    await present.sync()
    expect(await run()).toMatchObject({ verwijderingen: 0 })
    await passDays(61)
    await addArticle('c')
    expect(await run()).toMatchObject({ verwijderingen: 1 })
    for (const desk of [away, present]) {
      await desk.sync()
      expect(desk.articles()).toEqual(['kennisartikel/b', 'kennisartikel/c'])
    }
    expect(away.copies()).toBe(2)
    expect(present.copies()).toBe(1)
  })

  it('stay for every desk that is away for less than the term', async () => {
    const away = await miniDesk()
    await addArticle('a')
    await run()
    await away.sync()
    await removeArticle('a')
    for (const days of [13, 20, 26]) {
      await passDays(days)
      expect(await run()).toMatchObject({ verwijderingen: 0 })
    }
    await away.sync()
    expect(away.articles()).toEqual([])
    expect(away.copies()).toBe(1)
  })

  it('of which a row came back are no removals', async () => {
    const away = await miniDesk()
    await addArticle('a')
    await removeArticle('a')
    await addArticle('a')
    await run()
    await passDays(61)
    expect(await run()).toMatchObject({ verwijderingen: 0 })
    await away.sync()
    expect(away.articles()).toEqual(['kennisartikel/a'])
  })
})

describe('outcomes and sessions', () => {
  it('go after their term, in batches, and what is younger stays', async () => {
    const anna = await gemeente.desk('anna')
    valueOf(await anna.hello())
    valueOf(await anna.push([1, 2, 3].map((no) => registreerIntent(no))))
    await passDays(89)
    expect(await run(2)).toMatchObject({ uitkomsten: 0 })
    await passDays(2)
    valueOf(await anna.push([notitieIntent(4, createId())]))
    expect(await run(2)).toMatchObject({ uitkomsten: 3 })
    // Numbering goes on where it was, and nothing has its effect twice: who asks for what is gone hears that it is.
    const late = valueOf(await anna.push([3, 4, 5].map((no) => registreerIntent(no))))
    expect(late.outcomes).toMatchObject([
      { no: 3, kind: 'rejected', error: { code: 'conflict', reason: 'forgotten', current: null } },
      { no: 4, kind: 'applied' },
      { no: 5, kind: 'applied' },
    ])
    const { tenant } = gemeente.state
    const [made] = await db.query('select count(*)::int as aantal from contactmomenten where tenant = $1', [tenant])
    expect(made).toEqual({ aantal: 4 })
    const own = await gemeente.desk('bram')
    const endAnna = (days: number) =>
      db.query(
        'update sessie set vervalt_op = now() - make_interval(days => $3) where tenant = $1 and medewerker = $2',
        [tenant, 'anna', days],
      )
    // Until then its desk can still be told that it was withdrawn.
    await endAnna(89)
    expect(await run()).toMatchObject({ sessies: 0 })
    await endAnna(90)
    expect(await run()).toMatchObject({ sessies: 1 })
    expect((await own.hello()).ok).toBe(true)
  })

  it('are shared by two nodes that do it at once', async () => {
    const anna = await gemeente.desk('anna')
    valueOf(await anna.hello())
    valueOf(await anna.push([1, 2, 3, 4, 5].map((no) => registreerIntent(no))))
    await passDays(91)
    const both = await Promise.all([run(1), run(1)])
    expect(both.reduce((sum, { uitkomsten }) => sum + uitkomsten, 0)).toBe(5)
  })
})

describe('the schedule', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('forgets at once and each day until it is stopped', async () => {
    const { logger, lines } = createRecordingLogger()
    const stop = startRetention({ db, tenant: gemeente.state.tenant, logger })
    const day = 24 * 3600 * 1000
    await vi.waitUntil(() => lines().length === 1)
    vi.advanceTimersByTime(day)
    await vi.waitUntil(() => lines().length === 2)
    await stop()
    vi.advanceTimersByTime(2 * day)
    expect(lines()).toMatchObject([{ msg: 'retention done' }, { msg: 'retention done' }])
  })
})
