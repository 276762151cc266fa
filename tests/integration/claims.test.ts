import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../src/server/db/db'
import { saveEntities } from '../../src/server/sync/writer'
import { medewerkerEntity } from '../../src/shared/domain/medewerker/medewerker'
import { terugbelnotitieSchema } from '../../src/shared/domain/terugbelnotitie/terugbelnotitie'
import { createId } from '../../src/shared/kernel/ids'
import { startPostgresDatabase, type PostgresDatabase } from '../support/postgres-database'
import {
  claimIntent,
  createTestGemeente,
  medewerkerRow,
  notitieIntent,
  valueOf,
  type TestGemeente,
} from '../support/test-gemeente'

let postgres: PostgresDatabase
let db: Db

beforeAll(async () => {
  postgres = await startPostgresDatabase()
  db = postgres.db
}, 60_000)
afterAll(() => postgres.remove())

const claimants = 24

/** A desk for each of so many colleagues. */
const openDesks = async (gemeente: TestGemeente) => {
  const names = Array.from({ length: claimants }, (_, index) => `collega-${String(index)}`)
  const colleagues = new Map(names.map((name) => [name, medewerkerRow(name, 'telefonist', 'kcc')]))
  await gemeente.writer((unit) => saveEntities(unit, medewerkerEntity, colleagues))
  return Promise.all(names.map((name) => gemeente.greetedDesk(name)))
}

const claimOf = async ({ state }: TestGemeente, id: string) => {
  const rows = await db.query('select claim from terugbelnotities where tenant = $1 and id = $2', [state.tenant, id])
  return terugbelnotitieSchema.shape.claim.parse(rows[0]?.['claim'])
}

const free = (gemeente: TestGemeente, id: string) =>
  db.query(
    `update terugbelnotities set status = 'open', claim = jsonb_set(claim, '{tot}', '"2020-01-01T00:00:00.000Z"')
     where tenant = $1 and id = $2`,
    [gemeente.state.tenant, id],
  )

describe('claims on PostgreSQL', () => {
  it('grants one note to one colleague, however many ask at the same moment, and the token only grows', async () => {
    const gemeente = await createTestGemeente(db)
    const maker = await gemeente.greetedDesk('anna')
    const desks = await openDesks(gemeente)
    const id = createId()
    valueOf(await maker.push([notitieIntent(1, id)]))
    const holders = new Set<string>()
    for (let round = 1; round <= 5; round += 1) {
      const answers = await Promise.all(desks.map((desk) => desk.push([claimIntent(round, id)])))
      const outcomes = answers.map((answer) => valueOf(answer).outcomes[0])
      const winners = outcomes.flatMap((outcome, index) => (outcome?.kind === 'applied' ? [`collega-${index}`] : []))
      const claim = await claimOf(gemeente, id)
      expect(winners).toEqual([claim?.houder])
      expect(claim?.token).toBe(round)
      const refused = outcomes.filter((outcome) => outcome?.kind === 'rejected')
      expect(refused).toHaveLength(claimants - 1)
      for (const outcome of refused) expect(outcome).toMatchObject({ error: { code: 'conflict', reason: 'held' } })
      holders.add(claim?.houder ?? '')
      await free(gemeente, id)
    }
    expect(holders).not.toContain('')
  })

  it('hands out the next note to each of many who ask at the same moment, never one twice', async () => {
    const gemeente = await createTestGemeente(db)
    const maker = await gemeente.greetedDesk('anna')
    const desks = await openDesks(gemeente)
    const ids = Array.from({ length: claimants - 4 }, () => createId())
    valueOf(await maker.push(ids.map((id, index) => notitieIntent(index + 1, id))))
    const answers = await Promise.all(desks.map(async (desk) => valueOf(await desk.claimNext()).notitieId))
    const granted = answers.filter((id) => id !== null)
    expect(new Set(granted).size).toBe(granted.length)
    expect([...granted].sort()).toEqual([...ids].sort())
  })
})
