import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { artikelRow } from '../../../tests/support/demo-rows'
import { openTestDatabase } from '../../../tests/support/test-database'
import {
  claimIntent,
  createTestGemeente,
  cursorOf,
  notitieIntent,
  registreerIntent,
  valueOf,
  type TestClient,
} from '../../../tests/support/test-gemeente'
import { kennisartikelEntity } from '../../shared/domain/kennisartikel/kennisartikel'
import { createId } from '../../shared/kernel/ids'
import { rowHash } from '../../shared/node/row-hash'
import type { Db } from '../db/db'
import { createPull } from './pull'
import { saveEntities } from './writer'
import { createRecordingLogger } from '../../../tests/support/recording-logger'

let db: Db

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

/** What a desk computes over the rows of its own copy. */
const sumsOf = async (client: TestClient, scopes: readonly string[]) => {
  const sums = new Map<string, { scope: string; entity: string; rows: number; sum: number }>()
  for (const scope of scopes) {
    for (const line of valueOf(await client.snapshot(scope))) {
      if (line.kind !== 'row' || line.row.op !== 'upsert') continue
      const { entity, id, version } = line.row
      const known = sums.get(`${scope} ${entity}`) ?? { scope, entity, rows: 0, sum: 0 }
      sums.set(`${scope} ${entity}`, { ...known, rows: known.rows + 1, sum: known.sum + rowHash(entity, id, version) })
    }
  }
  return [...sums.values()].map((each) => ({ ...each, sum: String(each.sum) }))
}

const byName = (one: { scope: string; entity: string }, other: { scope: string; entity: string }) =>
  `${one.scope} ${one.entity}` < `${other.scope} ${other.entity}` ? -1 : 1

describe('sums', () => {
  it('have the hash that the desk computes, for every noun, id and version', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.stringMatching(/^[a-z]{1,20}$/), fc.string({ unit: 'grapheme', maxLength: 40 }), fc.maxSafeNat()),
          {
            minLength: 1,
          },
        ),
        async (rows) => {
          const found = await db.query(
            `select rij_hash(r.noun, r.id, r.version) as hash from jsonb_to_recordset($1::jsonb) as r(noun text, id text, version bigint)`,
            [JSON.stringify(rows.map(([noun, id, version]) => ({ noun, id, version })))],
          )
          expect(found.map((row) => row['hash'])).toEqual(rows.map((row) => rowHash(...row)))
        },
      ),
      { numRuns: 30 },
    )
  })

  it('are what a desk that holds everything computes, and change with every row', async () => {
    const gemeente = await createTestGemeente(db)
    const anna = await gemeente.greetedDesk('anna')
    const scopes = ['t', 'u:anna', 'afd:burgerzaken', 'afd:kcc']
    const id = createId()
    valueOf(await anna.push([notitieIntent(1, id), registreerIntent(2)]))
    const ask = async () => {
      const cursors = await Promise.all(scopes.map((scope) => cursorOf(anna, scope)))
      return [...(valueOf(await anna.pull(cursors, { check: true })).sums ?? [])].sort(byName)
    }
    const before = await ask()
    expect(before).toEqual((await sumsOf(anna, scopes)).sort(byName))
    valueOf(await anna.push([claimIntent(3, id)]))
    const after = await ask()
    expect(after).not.toEqual(before)
    expect(after).toEqual((await sumsOf(anna, scopes)).sort(byName))
    // Moved out and removed: gone from the sums too.
    await gemeente.writer((unit) => saveEntities(unit, kennisartikelEntity, new Map([['a', artikelRow('a', 'Titel')]])))
    await gemeente.writer(async (unit) => {
      await unit.load(kennisartikelEntity, ['a'])
      unit.save(kennisartikelEntity, 'a', undefined)
    })
    expect(await ask()).toEqual(after)
  })

  it('come only when asked, and only with the last page', async () => {
    const gemeente = await createTestGemeente(db)
    const anna = await gemeente.greetedDesk('anna')
    const start = await cursorOf(anna, 'u:anna')
    valueOf(await anna.push([registreerIntent(1), registreerIntent(2), registreerIntent(3)]))
    expect(valueOf(await anna.pull([start]))).not.toHaveProperty('sums')
    const pull = createPull({ db, state: gemeente.state, logger: createRecordingLogger().logger, pageRows: 2 })
    const request = { clientId: anna.clientId, epoch: gemeente.state.epoch, check: true }
    const first = valueOf(await pull('anna', { ...request, cursors: [start] }))
    expect(first.more).toBe(true)
    expect(first).not.toHaveProperty('sums')
    const last = valueOf(await pull('anna', { ...request, cursors: first.cursors }))
    expect(last.sums).toMatchObject([{ scope: 'u:anna', entity: 'contactmoment', rows: 3 }])
  })

  it('that differed are in the log of the server, without whose they are', async () => {
    const gemeente = await createTestGemeente(db)
    const anna = await gemeente.greetedDesk('anna')
    const { logger, lines } = createRecordingLogger()
    const pull = createPull({ db, state: gemeente.state, logger })
    const { clientId } = anna
    const cursors = [await cursorOf(anna, 't')]
    const answer = await pull('anna', {
      clientId,
      epoch: gemeente.state.epoch,
      cursors,
      diverged: ['u:anna', 'afd:kcc'],
    })
    expect(valueOf(answer).serverTime).toMatch(/Z$/)
    expect(lines()).toMatchObject([{ level: 40, client: clientId, scopes: ['u', 'afd:kcc'] }])
  })
})
