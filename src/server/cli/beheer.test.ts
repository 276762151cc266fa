import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openTestDatabase } from '../../../tests/support/test-database'
import { createTestGemeente, valueOf, type TestGemeente } from '../../../tests/support/test-gemeente'
import { recordVerwerkingen } from '../audit/verwerking'
import type { Db } from '../db/db'
import { listApparaten, withdrawApparaat } from './apparaten'
import { forgetNow } from './bewaartermijn'
import { changeMedewerker, removeMedewerker } from './medewerkers'
import { printVerwerkingen } from './verwerkingen'

let db: Db
let gemeente: TestGemeente
let printed: { out: string; err: string }

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  printed = { out: '', err: '' }
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.out += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed.err += String(text)
    return true
  })
  gemeente = await createTestGemeente(db)
  // The commands work for the gemeente of the server itself.
  await db.query('update server_staat set tenant = $1', [gemeente.state.tenant])
})

const openDb = (): Promise<Db> => Promise.resolve({ ...db, close: () => Promise.resolve() })

const greeted = async (medewerkerId: string) => {
  const client = await gemeente.desk(medewerkerId)
  valueOf(await client.hello())
  return client
}

describe('apparaat', () => {
  it('lists desks with who works there, and nothing secret', async () => {
    const [anna, bram] = [await greeted('anna'), await greeted('bram')]
    expect(await listApparaten(openDb)).toBe(0)
    const lines = printed.out.trim().split('\n')
    expect(lines).toHaveLength(3)
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${anna.clientId};anna;.*;test;`)))
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${bram.clientId};bram;`)))
    for (const { token } of [anna, bram]) expect(printed.out).not.toContain(token)
  })

  it('withdraws a lost desk: every call of it, also under another number, and the audit knows', async () => {
    const [lost, other] = [await greeted('anna'), await greeted('anna')]
    expect(await withdrawApparaat(lost.clientId, 'gestolen', openDb)).toBe(0)
    expect(await lost.hello()).toMatchObject({ error: { code: 'device_revoked' } })
    expect(await lost.hello({ clientId: randomUUID() })).toMatchObject({ error: { code: 'device_revoked' } })
    expect(await lost.snapshot('t')).toMatchObject({ error: { code: 'device_revoked' } })
    expect((await other.hello()).ok).toBe(true)
    expect(await withdrawApparaat(lost.clientId, undefined, openDb)).toBe(0)
    expect(printed.out).toMatch(/is ingetrokken[^]*was al ingetrokken/)
    const audit = await db.query(`select client, toelichting from verwerking where actie = 'apparaat.intrekken'`)
    expect(audit).toEqual([{ client: lost.clientId, toelichting: 'gestolen' }])
  })

  it('ends a session that a withdrawn desk got later', async () => {
    const lost = await greeted('anna')
    await withdrawApparaat(lost.clientId, undefined, openDb)
    const again = await gemeente.desk('anna', lost.clientId)
    expect(await again.hello()).toMatchObject({ error: { code: 'device_revoked' } })
    expect(await again.hello({ clientId: randomUUID() })).toMatchObject({ error: { code: 'device_revoked' } })
  })

  it('reaches a desk that comes back days after its session ended', async () => {
    const lost = await greeted('anna')
    await db.query(`update sessie set vervalt_op = now() - interval '3 days' where tenant = $1`, [
      gemeente.state.tenant,
    ])
    expect(await lost.hello()).toMatchObject({ error: { code: 'signed_out' } })
    await withdrawApparaat(lost.clientId, undefined, openDb)
    // Somebody else signs in, and old sessions are cleared away.
    await greeted('bram')
    expect(await lost.hello()).toMatchObject({ error: { code: 'device_revoked' } })
  })

  it('says so when a desk does not exist', async () => {
    expect(await withdrawApparaat(randomUUID(), undefined, openDb)).toBe(1)
    expect(await withdrawApparaat('werkplek 4', undefined, openDb)).toBe(2)
    expect(printed.err).toMatch(/niet bekend[^]*geen kenmerk/)
    expect(printed.err).not.toContain('werkplek 4')
  })
})

describe('medewerker', () => {
  it('gets other rights: what is lost is ordered gone, and the audit knows', async () => {
    const bram = await greeted('bram')
    expect(await changeMedewerker('bram', { afdeling: 'belastingen' }, openDb)).toBe(0)
    const greeting = valueOf(await bram.hello({ holds: ['t', 'u:bram', 'afd:burgerzaken'] }))
    expect(greeting.scopes).toContain('afd:belastingen')
    expect(greeting.purges).toEqual(['afd:burgerzaken'])
    expect(await changeMedewerker('bram', { rol: 'teamleider' }, openDb)).toBe(0)
    expect(valueOf(await bram.hello()).scopes).toContain('afd:kcc')
    const audit = await db.query(
      `select onderwerp, toelichting from verwerking where tenant = $1 and actie = 'medewerker.wijzig' order by id`,
      [gemeente.state.tenant],
    )
    expect(audit).toEqual([
      { onderwerp: 'medewerker/bram', toelichting: 'behandelaar, belastingen' },
      { onderwerp: 'medewerker/bram', toelichting: 'teamleider, belastingen' },
    ])
  })

  it('who no longer works here is signed out', async () => {
    const bram = await greeted('bram')
    expect(await removeMedewerker('bram', openDb)).toBe(0)
    expect(await bram.hello()).toMatchObject({ error: { code: 'signed_out' } })
  })

  it('changes nothing for what does not exist', async () => {
    const bram = await greeted('bram')
    expect(await changeMedewerker('bram', { rol: 'directeur' }, openDb)).toBe(2)
    expect(await changeMedewerker('bram', {}, openDb)).toBe(2)
    expect(await changeMedewerker('bram', { afdeling: 'ruimtevaart' }, openDb)).toBe(1)
    expect(await changeMedewerker('niemand', { rol: 'balie' }, openDb)).toBe(1)
    expect(await removeMedewerker('niemand', openDb)).toBe(1)
    expect(valueOf(await bram.hello()).scopes).toContain('afd:burgerzaken')
  })
})

describe('verwerkingen', () => {
  it('prints the audit from a day on as CSV that no spreadsheet runs', async () => {
    const entry = { actie: 'klantbeeld.open', client: null, onderwerp: 'k:1', doel: 'gesprek' }
    await recordVerwerkingen(db, gemeente.state.tenant, [
      { ...entry, medewerker: 'anna', toelichting: '=HYPERLINK("x";"y")' },
      { ...entry, medewerker: 'bram', toelichting: null },
    ])
    expect(await printVerwerkingen({ sinds: '2026-01-01', medewerker: undefined }, openDb)).toBe(0)
    const lines = printed.out.trim().split('\n')
    expect(lines[0]).toBe('op;actie;medewerker;apparaat;onderwerp;doel;toelichting')
    expect(lines.filter((line) => line.includes(';klantbeeld.open;'))).toEqual([
      expect.stringMatching(/^[\d-]+T[\d:.]+Z;klantbeeld\.open;anna;;k:1;gesprek;"'=HYPERLINK\(""x"";""y""\)"$/),
      expect.stringMatching(/;bram;;k:1;gesprek;$/),
    ])
    printed.out = ''
    await printVerwerkingen({ sinds: '2026-01-01', medewerker: 'bram' }, openDb)
    expect(printed.out).not.toContain('anna')
    expect(printed.out).toContain('bram')
    printed.out = ''
    await printVerwerkingen({ sinds: '2999-01-01', medewerker: undefined }, openDb)
    expect(printed.out.trim().split('\n')).toHaveLength(1)
  })

  it('asks for a day', async () => {
    expect(await printVerwerkingen({ sinds: 'gisteren', medewerker: undefined }, openDb)).toBe(2)
    expect(await printVerwerkingen({ sinds: undefined, medewerker: undefined }, openDb)).toBe(2)
    expect(printed.err).toContain('--sinds 2026-11-24')
  })
})

it('bewaartermijn says what it removed', async () => {
  await greeted('anna')
  await db.query(`update sessie set vervalt_op = now() - interval '90 days' where tenant = $1`, [gemeente.state.tenant])
  expect(await forgetNow(openDb)).toBe(0)
  expect(printed.out).toContain('0 uitkomsten, 0 verwijderingen in het logboek, 1 sessies')
})
