import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../../tests/support/test-database'
import { createTestGemeente, valueOf } from '../../../tests/support/test-gemeente'
import { medewerkerEntity } from '../../shared/domain/medewerker/medewerker'
import type { Db } from '../db/db'

let db: Db

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

describe('hello', () => {
  it('tells a desk what it speaks with and what it may hold', async () => {
    const { desk, state } = await createTestGemeente(db)
    const answer = valueOf(await (await desk('bram')).hello())
    expect(answer).toMatchObject({ protocol: 1, epoch: state.epoch, medewerkerId: 'bram', gemeente: 'Test' })
    expect(answer.scopes).toEqual(['t', 'u:bram', 'afd:burgerzaken'])
  })

  it('gives the front office every afdeling', async () => {
    const { desk } = await createTestGemeente(db)
    const { scopes } = valueOf(await (await desk('anna')).hello())
    expect(scopes).toEqual(['t', 'u:anna', 'afd:belastingen', 'afd:burgerzaken', 'afd:kcc'])
  })

  it('agrees on the newest version that both speak, and refuses when there is none', async () => {
    const { desk } = await createTestGemeente(db)
    const anna = await desk('anna')
    expect(valueOf(await anna.hello({ protocol: { min: 1, max: 9 } })).protocol).toBe(1)
    for (const protocol of [
      { min: 2, max: 3 },
      { min: 0, max: 0 },
      { min: 2, max: 1 },
    ]) {
      expect(await anna.hello({ protocol })).toEqual({
        ok: false,
        error: { code: 'unsupported_protocol', supported: '1-1' },
      })
    }
  })

  it('refuses a desk of somebody else, and someone who has left', async () => {
    const { desk, writer } = await createTestGemeente(db)
    const anna = await desk('anna')
    valueOf(await anna.hello())
    expect(await (await desk('bram', anna.clientId)).hello()).toMatchObject({ error: { code: 'forbidden' } })
    await writer(async (unit) => {
      await unit.load(medewerkerEntity, ['anna'])
      unit.save(medewerkerEntity, 'anna', undefined)
    })
    expect(await anna.hello()).toMatchObject({ error: { code: 'signed_out' } })
  })
})
