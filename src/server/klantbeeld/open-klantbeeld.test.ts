import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
import { millisecondsBetween } from '../../shared/kernel/clock'
import { createId } from '../../shared/kernel/ids'
import { klantbeeldResponseSchema } from '../../shared/sync-protocol/klantbeeld'
import type { Db } from '../db/db'
import { createOpenKlantbeeld } from './open-klantbeeld'

let db: Db
let gemeente: TestGemeente

// The number of the intents in test-gemeente.
const telefoonnummer = '+31612345678'

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  gemeente = await createTestGemeente(db)
})

const greeted = async (medewerkerId: string): Promise<TestClient> => {
  const client = await gemeente.desk(medewerkerId)
  valueOf(await client.hello())
  return client
}

const ask = (client: TestClient, changed: object = {}) =>
  gemeente.app.inject({
    method: 'POST',
    url: '/sync/v1/klantbeeld',
    headers: { authorization: `Bearer ${client.token}` },
    payload: { clientId: client.clientId, telefoonnummer, doel: 'gesprek', ...changed },
  })

const look = async (client: TestClient, changed: object = {}) => {
  const response = await ask(client, changed)
  expect(response.statusCode).toBe(200)
  return klantbeeldResponseSchema.parse(response.json())
}

const auditOf = (actie: string) =>
  db.query(
    `select medewerker, client, onderwerp, doel from verwerking where tenant = $1 and actie like $2 order by id`,
    [gemeente.state.tenant, actie],
  )

const withRemark = (no: number, interneToelichting: string) => {
  const { name, args } = registreerIntent(no)
  return { no, name, args: { ...(args as object), interneToelichting } }
}

describe('a klantbeeld', () => {
  it('holds what is known of the number, without remarks among colleagues', async () => {
    const [anna, bram] = [await greeted('anna'), await greeted('bram')]
    const id = createId()
    valueOf(await anna.push([withRemark(1, 'alleen onder collega'), notitieIntent(2, id, 'burgerzaken')]))
    const beeld = await look(bram)
    expect(beeld.contactmomenten).toMatchObject([{ onderwerp: 'Paspoort verlengen', medewerkerId: 'anna' }])
    expect(beeld.terugbelnotities).toMatchObject([{ id, afdelingId: 'burgerzaken', status: 'open' }])
    expect(JSON.stringify(beeld)).not.toMatch(/alleen onder collega|interneToelichting|artikelIds/)
    expect(beeld.terugbelnotities.every((notitie) => !('telefoonnummer' in notitie))).toBe(true)
    expect(await look(bram, { telefoonnummer: '+31699999999' })).toMatchObject({
      contactmomenten: [],
      terugbelnotities: [],
    })
  })

  it('shows a promise only to its afdeling, its maker and the front office', async () => {
    const [anna, bram, henk] = [await greeted('anna'), await greeted('bram'), await greeted('henk')]
    valueOf(await anna.push([notitieIntent(1, createId(), 'burgerzaken')]))
    const made = createId()
    valueOf(await henk.push([notitieIntent(1, made, 'burgerzaken')]))
    expect((await look(anna)).terugbelnotities).toHaveLength(2)
    expect((await look(bram)).terugbelnotities).toHaveLength(2)
    expect((await look(henk)).terugbelnotities).toMatchObject([{ id: made }])
  })

  it('expires after a quarter of an hour of the server', async () => {
    const { opgehaaldOp, verlooptOp } = await look(await greeted('anna'))
    expect(millisecondsBetween(opgehaaldOp, verlooptOp)).toBe(15 * 60_000)
  })

  it('knows its klant by a pseudonym that only the key of the database makes', async () => {
    const [anna, bram] = [await greeted('anna'), await greeted('bram')]
    const { klant } = await look(anna)
    expect((await look(bram)).klant).toBe(klant)
    expect((await look(anna, { telefoonnummer: '+31612345679' })).klant).not.toBe(klant)
    const [row] = await db.query(`select encode(sleutel, 'hex') as sleutel from klant_sleutel`)
    const hmac = createHmac('sha256', Buffer.from(String(row?.['sleutel']), 'hex'))
    expect(klant).toBe(`k:${hmac.update(`${gemeente.state.tenant}/${telefoonnummer}`).digest('hex')}`)
  })

  it('is in the audit with who, why and the pseudonym, and the number nowhere', async () => {
    const anna = await greeted('anna')
    const { klant } = await look(anna, { doel: 'terugbellen' })
    const entries = await auditOf('klantbeeld.%')
    expect(entries).toEqual([{ medewerker: 'anna', client: anna.clientId, onderwerp: klant, doel: 'terugbellen' }])
    expect(JSON.stringify(await db.query('select * from verwerking'))).not.toContain('612345678')
  })

  it('is refused to whoever does not talk with inhabitants, and for the desk of somebody else', async () => {
    const [joris, anna] = [await greeted('joris'), await greeted('anna')]
    expect((await ask(joris)).json()).toMatchObject({ error: { code: 'forbidden', action: 'klantbeeld.open' } })
    expect((await ask(anna, { clientId: joris.clientId })).json()).toMatchObject({ error: { code: 'forbidden' } })
    const unreadable = await ask(anna, { telefoonnummer: '06 12345678' })
    expect(unreadable.json()).toMatchObject({ error: { code: 'validation', field: 'telefoonnummer' } })
    expect(unreadable.body).not.toContain('12345678')
    expect(await auditOf('klantbeeld.%')).toEqual([])
  })
})

describe('somebody who opens many klanten', () => {
  const numbers = ['+31611111111', '+31622222222', '+31633333333'] as const

  it('is told to come back later, may go on with who was opened, and is noticed', async () => {
    const anna = await greeted('anna')
    const { logger, lines } = createRecordingLogger()
    const open = createOpenKlantbeeld({ db, state: gemeente.state, logger, klantenPerHour: 2 })
    const openFor = (number: string, medewerkerId = 'anna', clientId = anna.clientId) =>
      open(medewerkerId, { clientId, telefoonnummer: number, doel: 'gesprek' })
    valueOf(await openFor(numbers[0]))
    valueOf(await openFor(numbers[1]))
    const refused = await openFor(numbers[2])
    if (refused.ok || refused.error.code !== 'busy') throw new Error('not refused')
    expect(refused.error.retryAfterSeconds).toBeGreaterThan(3590)
    expect(refused.error.retryAfterSeconds).toBeLessThanOrEqual(3600)
    valueOf(await openFor(numbers[0]))
    const bram = await greeted('bram')
    valueOf(await openFor(numbers[2], 'bram', bram.clientId))
    expect(await auditOf('klantbeeld.geweigerd')).toMatchObject([{ medewerker: 'anna', client: anna.clientId }])
    expect(lines()).toMatchObject([{ level: 40, client: anna.clientId, klanten: 2 }])
    expect(JSON.stringify(lines())).not.toMatch(/\+31|anna/)
  })
})
