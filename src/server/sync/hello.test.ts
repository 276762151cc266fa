import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../../tests/support/test-database'
import { createTestGemeente, cursorOf, registreerIntent, valueOf } from '../../../tests/support/test-gemeente'
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
    expect(answer).toMatchObject({ protocol: 2, epoch: state.epoch, medewerkerId: 'bram', gemeente: 'Test' })
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
    expect(valueOf(await anna.hello({ protocol: { min: 1, max: 9 } })).protocol).toBe(2)
    expect(valueOf(await anna.hello({ protocol: { min: 2, max: 2 } })).protocol).toBe(2)
    expect(valueOf(await anna.hello({ protocol: { min: 1, max: 1 } })).protocol).toBe(1)
    for (const protocol of [
      { min: 3, max: 4 },
      { min: 0, max: 0 },
      { min: 2, max: 1 },
    ]) {
      expect(await anna.hello({ protocol })).toEqual({
        ok: false,
        error: { code: 'unsupported_protocol', supported: '1-2' },
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

  it('writes down each scope that it grants, once per desk: pulls work from there on', async () => {
    const { greetedDesk, state } = await createTestGemeente(db)
    const anna = await greetedDesk('anna')
    valueOf(await anna.hello())
    const bram = await greetedDesk('bram')
    valueOf(await bram.hello({ protocol: { min: 1, max: 1 } }))
    const granted = await db.query(
      `select client, medewerker, onderwerp from verwerking where tenant = $1 and actie = 'bereik.toegekend' order by id`,
      [state.tenant],
    )
    const of = ({ clientId }: { clientId: string }, medewerker: string, scopes: readonly string[]) =>
      scopes.map((onderwerp) => ({ client: clientId, medewerker, onderwerp }))
    expect(granted).toEqual([
      ...of(anna, 'anna', ['t', 'u:anna', 'afd:belastingen', 'afd:burgerzaken', 'afd:kcc']),
      ...of(bram, 'bram', ['t', 'u:bram', 'afd:burgerzaken']),
    ])
  })

  it('tells what the gemeente asks of its desks, and what time it is there', async () => {
    const { greetedDesk } = await createTestGemeente(db)
    const { limits, serverTime } = valueOf(await (await greetedDesk('anna')).hello())
    expect(limits).toEqual({ offlineDays: 14, checkSeconds: 300 })
    expect(serverTime).toMatch(/Z$/)
  })

  it('answers every call of a desk that was withdrawn with device_revoked', async () => {
    const { greetedDesk, state } = await createTestGemeente(db)
    const [anna, other] = [await greetedDesk('anna'), await greetedDesk('anna')]
    const cursor = await cursorOf(anna, 't')
    await db.query('update client set ingetrokken_op = now() where tenant = $1 and id = $2', [
      state.tenant,
      anna.clientId,
    ])
    const revoked = { ok: false, error: { code: 'device_revoked' } }
    expect(await anna.hello()).toEqual(revoked)
    expect(await anna.push([registreerIntent(1)])).toEqual(revoked)
    expect(await anna.pull([cursor])).toEqual(revoked)
    expect(await anna.snapshot('t')).toEqual(revoked)
    expect(await anna.purged(['t'])).toEqual(revoked)
    expect(await anna.claimNext()).toEqual(revoked)
    // Her other desk works on.
    valueOf(await other.hello())
  })
})
