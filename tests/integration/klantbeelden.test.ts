import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '../../src/server/db/db'
import { createOpenKlantbeeld } from '../../src/server/klantbeeld/open-klantbeeld'
import { telefoonnummerSchema, type Telefoonnummer } from '../../src/shared/kernel/telefoonnummer'
import { silentLogger } from '../../src/shared/node/logger'
import { startPostgresDatabase, type PostgresDatabase } from '../support/postgres-database'
import { createTestGemeente } from '../support/test-gemeente'

let postgres: PostgresDatabase
let db: Db

beforeAll(async () => {
  postgres = await startPostgresDatabase()
  db = postgres.db
}, 60_000)
afterAll(() => postgres.remove())

const numbers: readonly Telefoonnummer[] = Array.from({ length: 9 }, (_, index) =>
  telefoonnummerSchema.parse(`+3161111111${String(index)}`),
)

// Only a real PostgreSQL runs transactions at the same time.
it('nobody opens more klanten than allowed by asking for many at once, from two desks', async () => {
  const gemeente = await createTestGemeente(db)
  const desks = [await gemeente.greetedDesk('anna'), await gemeente.greetedDesk('anna')]
  const open = createOpenKlantbeeld({ db, state: gemeente.state, logger: silentLogger, klantenPerHour: 3 })
  const answers = await Promise.all(
    desks.flatMap(({ clientId }, desk) =>
      numbers
        .filter((_number, index) => index % desks.length === desk)
        .map((telefoonnummer) => open('anna', { clientId, telefoonnummer, doel: 'gesprek' })),
    ),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(3)
  expect(answers.filter((answer) => !answer.ok && answer.error.code === 'busy')).toHaveLength(6)
  await gemeente.app.close()
})
