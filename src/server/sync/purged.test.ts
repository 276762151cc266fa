import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../../tests/support/test-database'
import {
  createTestGemeente,
  medewerkerRow,
  valueOf,
  type TestClient,
  type TestGemeente,
} from '../../../tests/support/test-gemeente'
import { medewerkerEntity } from '../../shared/domain/medewerker/medewerker'
import type { Db } from '../db/db'
import { saveEntities } from './writer'

let db: Db
let gemeente: TestGemeente
let bram: TestClient

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

beforeEach(async () => {
  gemeente = await createTestGemeente(db)
  bram = await gemeente.greetedDesk('bram')
})

const moveBram = (afdelingId: string) =>
  gemeente.writer((unit) =>
    saveEntities(unit, medewerkerEntity, new Map([['bram', medewerkerRow('bram', 'behandelaar', afdelingId)]])),
  )
const purgesOf = async (changed: object = {}) => valueOf(await bram.hello(changed)).purges
const verwerkingen = async () =>
  (
    await db.query('select actie, onderwerp from verwerking where tenant = $1 order by id', [gemeente.state.tenant])
  ).map(({ actie, onderwerp }) => `${String(actie)} ${String(onderwerp)}`)

describe('an order to erase', () => {
  it('is given when a scope is lost, at every hello until its receipt, and written down once', async () => {
    expect(await purgesOf()).toEqual([])
    await moveBram('belastingen')
    const lost = valueOf(await bram.hello())
    expect(lost.purges).toEqual(['afd:burgerzaken'])
    expect(lost.scopes).toEqual(['t', 'u:bram', 'afd:belastingen'])
    expect(await purgesOf()).toEqual(['afd:burgerzaken'])
    valueOf(await bram.purged(['afd:burgerzaken']))
    valueOf(await bram.purged(['afd:burgerzaken']))
    expect(await purgesOf()).toEqual([])
    expect(await verwerkingen()).toEqual([
      'bereik.toegekend t',
      'bereik.toegekend u:bram',
      'bereik.toegekend afd:burgerzaken',
      'bereik.toegekend afd:belastingen',
      'bereik.wisopdracht afd:burgerzaken',
      'bereik.gewist afd:burgerzaken',
    ])
  })

  it('is also given for what the server never thought lay there', async () => {
    expect(await purgesOf({ holds: ['t', 'afd:burgerzaken', 'afd:kcc', 'u:anna'] })).toEqual(['afd:kcc', 'u:anna'])
    // The desk erased one of the two and says so twice, with one that was never ordered.
    valueOf(await bram.purged(['afd:kcc', 't']))
    expect(await purgesOf({ holds: ['t', 'u:anna'] })).toEqual(['u:anna'])
  })

  it('is withdrawn when the scope is granted again, and its late receipt does not take that back', async () => {
    await moveBram('belastingen')
    expect(await purgesOf()).toEqual(['afd:burgerzaken'])
    await moveBram('burgerzaken')
    expect(await purgesOf()).toEqual(['afd:belastingen'])
    valueOf(await bram.purged(['afd:burgerzaken']))
    // Still known to lie there: losing it once more is an order again.
    await moveBram('kcc')
    expect(await purgesOf()).toEqual(['afd:belastingen', 'afd:burgerzaken'])
  })

  it('comes again when rows still lie there after a receipt', async () => {
    await moveBram('belastingen')
    await purgesOf()
    valueOf(await bram.purged(['afd:burgerzaken']))
    expect(await purgesOf({ holds: ['afd:burgerzaken'] })).toEqual(['afd:burgerzaken'])
  })

  it('waits for a desk that does not know orders until it is updated', async () => {
    await moveBram('belastingen')
    const old = valueOf(await bram.hello({ protocol: { min: 1, max: 1 } }))
    expect(old).toMatchObject({ protocol: 1, purges: [], scopes: ['t', 'u:bram', 'afd:belastingen'] })
    expect(await verwerkingen()).not.toContain('bereik.wisopdracht afd:burgerzaken')
    expect(await purgesOf()).toEqual(['afd:burgerzaken'])
  })

  it('is only confirmed by the desk itself', async () => {
    await moveBram('belastingen')
    await purgesOf()
    const thief = await gemeente.desk('henk', bram.clientId)
    expect(await thief.purged(['afd:burgerzaken'])).toMatchObject({ error: { code: 'forbidden' } })
    const other = await gemeente.greetedDesk('bram')
    valueOf(await other.purged(['afd:burgerzaken']))
    expect(await purgesOf()).toEqual(['afd:burgerzaken'])
  })
})
