import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../../tests/support/test-database'
import {
  claimIntent,
  createTestGemeente,
  cursorOf,
  medewerkerRow,
  notitieIntent,
  registreerIntent,
  valueOf,
  type TestGemeente,
} from '../../../tests/support/test-gemeente'
import { intentNames } from '../../shared/domain/intents'
import { medewerkerEntity, rolSchema, type Rol } from '../../shared/domain/medewerker/medewerker'
import {
  claimNextAction,
  mayAct,
  openKlantbeeldAction,
  policyActions,
  scopesFor,
} from '../../shared/domain/rechten/rechten'
import { afdelingScope } from '../../shared/domain/scope'
import { createId } from '../../shared/kernel/ids'
import type { Db } from '../db/db'
import { saveEntities } from '../sync/writer'

let db: Db
let gemeente: TestGemeente

const afdelingen = ['kcc', 'burgerzaken', 'belastingen']
const rollen = rolSchema.options
/** One colleague for each role, all of the same afdeling. */
const colleague = (rol: Rol) => medewerkerRow(`een-${rol}`, rol, 'burgerzaken')

beforeAll(async () => {
  db = await openTestDatabase()
  gemeente = await createTestGemeente(db)
  const people = new Map(rollen.map((rol) => [colleague(rol).id, colleague(rol)]))
  await gemeente.writer((unit) => saveEntities(unit, medewerkerEntity, people))
})
afterAll(() => db.close())

const post = async (token: string, path: string, payload: object) => {
  const { statusCode, body } = await gemeente.app.inject({
    method: 'POST',
    url: `/sync/v1/${path}`,
    headers: { authorization: `Bearer ${token}` },
    payload,
  })
  return { statusCode, body: JSON.parse(body) as { error?: { code: string; action?: string } } }
}

/** What each intent is given, about this note. */
const argsFor: Readonly<Record<string, (id: string, afdelingId: string) => unknown>> = {
  'contactmoment.registreer': () => registreerIntent(1).args,
  'terugbelnotitie.create': (_id, afdelingId) => notitieIntent(1, createId(), afdelingId).args,
  'terugbelnotitie.claim': (id) => ({ id }),
  'terugbelnotitie.verlengClaim': (id) => ({ id, token: 1 }),
  'terugbelnotitie.geefClaimVrij': (id) => ({ id, token: 1 }),
  'terugbelnotitie.breekClaim': (id) => ({ id, reden: 'Ziek' }),
  'terugbelnotitie.registreerPoging': (id) => ({
    id,
    pogingId: createId(),
    op: '2026-11-23T09:00:00.000Z',
    resultaat: 'voicemail',
    toelichting: '',
  }),
  'terugbelnotitie.handelAf': (id) => ({ id, uitkomst: 'Gebeld' }),
}
// These make something new: there is no row yet that could be out of sight.
const making = new Set(['contactmoment.registreer', 'terugbelnotitie.create'])

describe('the policy on the server', () => {
  it('speaks of every intent, and of nothing that does not exist', () => {
    expect([...policyActions].sort()).toEqual([...intentNames, claimNextAction, openKlantbeeldAction].sort())
    expect(Object.keys(argsFor).sort()).toEqual([...intentNames].sort())
  })

  it.each(rollen)('decides for a %s about every intent, in its own afdeling and in another', async (rol) => {
    const maker = await gemeente.greetedDesk('anna')
    const desk = await gemeente.greetedDesk(colleague(rol).id)
    const held = scopesFor(colleague(rol), afdelingen)
    const cases = intentNames.flatMap((name) =>
      ['burgerzaken', 'belastingen'].map((afdelingId) => ({ name, afdelingId, id: createId() })),
    )
    valueOf(await maker.push(cases.map(({ id, afdelingId }, index) => notitieIntent(index + 1, id, afdelingId))))
    const before = await Promise.all(cases.map(({ id }) => stateOf(id)))
    const wishes = cases.map(({ name, id, afdelingId }, index) => ({
      no: index + 1,
      name,
      args: argsFor[name]?.(id, afdelingId),
    }))
    const { outcomes } = valueOf(await desk.push(wishes))
    for (const [index, { name, afdelingId, id }] of cases.entries()) {
      const scopes = making.has(name) ? [] : [afdelingScope(afdelingId), 'u:anna']
      const what = [rol, name, afdelingId, outcomes[index]]
      const refused = [rol, name, afdelingId, { kind: 'rejected', error: { code: 'forbidden', action: name } }]
      if (mayAct({ rol }, held, name, scopes)) {
        expect(what).not.toMatchObject(refused)
      } else {
        expect(what).toMatchObject(refused)
        expect(await stateOf(id)).toEqual(before[index])
      }
    }
  })

  it.each(rollen)('decides for a %s about what is no intent', async (rol) => {
    const { clientId, token } = await gemeente.greetedDesk(colleague(rol).id)
    const calls = {
      [claimNextAction]: () => post(token, 'claim-next', { clientId, requestId: randomUUID(), afdelingId: null }),
      [openKlantbeeldAction]: () =>
        post(token, 'klantbeeld', { clientId, telefoonnummer: '+31612345678', doel: 'gesprek' }),
    }
    for (const [action, call] of Object.entries(calls)) {
      const { statusCode, body } = await call()
      const isAllowed = mayAct({ rol }, [], action, [])
      expect([action, statusCode, body.error?.action]).toEqual([
        action,
        ...(isAllowed ? [200, undefined] : [403, action]),
      ])
    }
  })
})

const stateOf = (id: string) =>
  db.query('select * from terugbelnotities where tenant = $1 and id = $2', [gemeente.state.tenant, id])

/** Every call that names a desk, as this desk would make it. */
const callsOf = (clientId: string, epoch: string, cursor: string) => ({
  '/sync/v1/hello': { clientId, protocol: { min: 2, max: 2 }, appVersion: 'test', settledNo: 0 },
  '/sync/v1/push': { clientId, epoch, intents: [registreerIntent(1)] },
  '/sync/v1/pull': { clientId, epoch, cursors: [{ scope: 't', cursor }] },
  '/sync/v1/purged': { clientId, scopes: ['t'] },
  '/sync/v1/claim-next': { clientId, requestId: randomUUID(), afdelingId: null },
  '/sync/v1/klantbeeld': { clientId, telefoonnummer: '+31612345678', doel: 'gesprek' },
  '/sync/v1/live/poll': { clientId },
})
const addressesOf = (clientId: string) => ({
  '/sync/v1/snapshot/:scope': `/sync/v1/snapshot/t?clientId=${clientId}`,
  '/sync/v1/live/events': `/sync/v1/live/events?clientId=${clientId}`,
})
// Has no answer that could tell something, and moves only a desk of the one who asks (live-transports.test.ts).
const silent = '/sync/v1/live/at'

const attack = async (token: string, clientId: string, epoch: string, cursor: string, without?: string) => {
  const headers = { authorization: `Bearer ${token}` }
  const codes = new Map<string, unknown>()
  for (const [url, payload] of Object.entries(callsOf(clientId, epoch, cursor))) {
    if (url === without) continue
    const response = await gemeente.app.inject({ method: 'POST', url, headers, payload })
    codes.set(url, response.json<{ error?: { code: string } }>().error?.code)
  }
  for (const [route, url] of Object.entries(addressesOf(clientId))) {
    const response = await gemeente.app.inject({ url, headers })
    codes.set(route, response.json<{ error?: { code: string } }>().error?.code)
  }
  return codes
}

describe('a desk of somebody else', () => {
  it('is refused by every route there is', async () => {
    const anna = await gemeente.greetedDesk('anna')
    const bram = await gemeente.greetedDesk('bram')
    const { cursor } = await cursorOf(anna, 't')
    const codes = await attack(bram.token, anna.clientId, gemeente.state.epoch, cursor)
    const routes = [...gemeente.app.printRoutes({ commonPrefix: false }).matchAll(/\/sync\/v1\/[\w\-/:]+/g)].map(
      ([url]) => url,
    )
    expect([...new Set(routes)].sort()).toEqual([...codes.keys(), silent].sort())
    for (const [route, code] of codes) expect([route, code]).toEqual([route, 'forbidden'])
  })

  it('of another gemeente does not exist, and neither do its rows', async () => {
    const other = await createTestGemeente(db)
    const stranger = await other.greetedDesk('anna')
    const id = createId()
    valueOf(await stranger.push([notitieIntent(1, id)]))
    const bram = await gemeente.greetedDesk('bram')
    const { cursor } = await cursorOf(bram, 't')
    // Hello would make a desk of one's own with that number; the other gemeente's stays what it is.
    const codes = await attack(bram.token, stranger.clientId, gemeente.state.epoch, cursor, '/sync/v1/hello')
    for (const [route, code] of codes) expect([route, code]).toEqual([route, 'resync_required'])
    expect(valueOf(await bram.push([claimIntent(1, id)])).outcomes).toMatchObject([
      { kind: 'rejected', error: { code: 'not_found' } },
    ])
    // A token of there opens nothing here.
    const { error } = (await post(stranger.token, 'hello', {})).body
    expect(error?.code).toBe('signed_out')
    const [row] = await db.query('select status, claim from terugbelnotities where id = $1', [id])
    expect(row).toEqual({ status: 'open', claim: null })
  })
})
