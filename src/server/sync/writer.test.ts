import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { afdelingRow } from '../../../tests/support/demo-rows'
import { openTestDatabase } from '../../../tests/support/test-database'
import { createTestGemeente, cursorOf, valueOf, type TestClient } from '../../../tests/support/test-gemeente'
import { afdelingEntity } from '../../shared/domain/afdeling/afdeling'
import type { ScopeCursor } from '../../shared/sync-protocol/cursor'
import type { Db } from '../db/db'
import type { Commit } from './changes'
import { readCounter } from './log'
import { saveEntities } from './writer'

let db: Db

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

const afdelingen = (...rows: readonly ReturnType<typeof afdelingRow>[]) => new Map(rows.map((row) => [row.id, row]))

describe('writer', () => {
  it('counts and logs only what differs', async () => {
    const { writer, state } = await createTestGemeente(db)
    const before = await readCounter(db, state.tenant)
    const save = (naam: string) =>
      writer((unit) =>
        saveEntities(unit, afdelingEntity, afdelingen(afdelingRow('kcc', naam), afdelingRow('zorg', 'Zorg'))),
      )
    expect(await save('KCC')).toBe(2)
    expect(await save('KCC')).toBe(0)
    expect(await save('Contactcentrum')).toBe(1)
    expect(await readCounter(db, state.tenant)).toBe(before + 3)
  })

  it('announces what it touched, after the commit and not without one', async () => {
    const { writer, changes } = await createTestGemeente(db)
    const heard: Commit[] = []
    changes.subscribe((commit) => heard.push(commit))
    const failing = writer(async (unit) => {
      await saveEntities(unit, afdelingEntity, afdelingen(afdelingRow('zorg', 'Zorg')))
      throw new Error('power cut')
    })
    await expect(failing).rejects.toThrow('power cut')
    expect(heard).toEqual([])
    await writer((unit) => saveEntities(unit, afdelingEntity, afdelingen(afdelingRow('zorg', 'Zorg'))))
    expect(heard).toEqual([{ scopes: new Set(['t']) }])
  })

  it('gives a row that was removed and made again a higher version', async () => {
    const { writer, state } = await createTestGemeente(db)
    const versionOf = async (): Promise<unknown> => {
      const [row] = await db.query('select version from afdelingen where tenant = $1 and id = $2', [
        state.tenant,
        'zorg',
      ])
      return row?.['version']
    }
    const save = (naam: string) =>
      writer((unit) => saveEntities(unit, afdelingEntity, afdelingen(afdelingRow('zorg', naam))))
    for (const naam of ['een', 'twee', 'drie']) await save(naam)
    const before = Number(await versionOf())
    await writer(async (unit) => {
      await unit.load(afdelingEntity, ['zorg'])
      unit.save(afdelingEntity, 'zorg', undefined)
    })
    expect(await versionOf()).toBeUndefined()
    await save('vier')
    expect(Number(await versionOf())).toBeGreaterThan(before)
  })

  it('never lets a reader miss a row, however many write at the same time', async () => {
    const { writer, desk } = await createTestGemeente(db)
    const reader = await desk('anna')
    valueOf(await reader.hello())
    const seen = new Set<string>()
    let cursor = await cursorOf(reader, 't')
    let writing = true
    const write = async (name: number) => {
      for (let turn = 0; turn < 15; turn += 1) {
        const id = `afdeling-${name}-${turn}`
        await writer((unit) => saveEntities(unit, afdelingEntity, afdelingen(afdelingRow(id, id))))
      }
    }
    const read = async () => {
      while (writing) cursor = await pullInto(reader, cursor, seen)
      await pullInto(reader, cursor, seen)
    }
    const reading = read()
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(write))
    writing = false
    await reading
    expect(seen.size).toBe(8 * 15)
  })
})

const pullInto = async (client: TestClient, from: ScopeCursor, seen: Set<string>): Promise<ScopeCursor> => {
  const page = valueOf(await client.pull([from]))
  for (const { id } of page.rows) seen.add(id)
  return page.cursors[0] ?? from
}
