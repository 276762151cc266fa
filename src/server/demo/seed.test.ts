import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../../tests/support/test-database'
import { instantSchema } from '../../shared/kernel/clock'
import { silentLogger } from '../../shared/node/logger'
import type { Db } from '../db/db'
import { readServerState } from '../server-state'
import { StartProblem } from '../start-problem'
import { createChanges } from '../sync/changes'
import { seedDemo } from './seed'

let db: Db

beforeEach(async () => {
  db = await openTestDatabase()
})
afterEach(() => db.close())

const seed = () => seedDemo(db, createChanges(), silentLogger)
const countOf = async (table: string): Promise<number> =>
  Number((await db.query(`select count(*) as aantal from ${table}`))[0]?.['aantal'])

describe('the demo gemeente', () => {
  it('is complete: people, norms, calendar, articles and notes that were logged like any other', async () => {
    await seed()
    expect(await readServerState(db)).toMatchObject({ gemeente: 'Gemeente Voorbeeld', demo: true })
    expect(await countOf('afdelingen')).toBe(6)
    expect(await countOf('medewerkers')).toBe(10)
    expect(await countOf('servicenormen')).toBe(2)
    expect(await countOf('kennisartikelen')).toBe(134)
    expect(await countOf('contactmomenten')).toBe(8)
    const notities = await db.query('select naam, bellen_voor, status from terugbelnotities order by bellen_voor')
    expect(notities).toHaveLength(8)
    expect(notities.every(({ naam }) => String(naam).endsWith('(demo)'))).toBe(true)
    const [row] = await db.query('select now() as nu')
    const nu = instantSchema.parse(row?.['nu'])
    const late = notities.filter((note) => note['status'] === 'open' && String(note['bellen_voor']) < nu)
    expect(late).toHaveLength(1)
    expect(await countOf(`wijzigingslog where scope = 'afd:burgerzaken'`)).toBe(4)
  })

  it('is made once', async () => {
    await seed()
    const before = await countOf('wijzigingslog')
    await seed()
    expect(await countOf('wijzigingslog')).toBe(before)
    expect(await countOf('terugbelnotities')).toBe(8)
  })

  it('never enters the database of a real gemeente', async () => {
    await db.query(`insert into medewerkers values ('gemeente', 'echt', 1, 'Iemand', 'telefonist', 'kcc')`)
    await expect(seed()).rejects.toThrow(StartProblem)
    expect(await countOf('medewerkers')).toBe(1)
    expect(await countOf('kennisartikelen')).toBe(0)
  })
})
