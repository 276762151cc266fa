import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../../tests/support/test-database'
import {
  claimIntent,
  createTestGemeente,
  cursorOf,
  handelAfIntent,
  medewerkerRow,
  notitieIntent,
  registreerIntent,
  valueOf,
  type TestClient,
  type TestGemeente,
} from '../../../tests/support/test-gemeente'
import { medewerkerEntity } from '../../shared/domain/medewerker/medewerker'
import { createId } from '../../shared/kernel/ids'
import { silentLogger } from '../../shared/node/logger'
import { isPassing, type Db } from '../db/db'
import { createPush } from './push'
import { saveEntities } from './writer'

let db: Db
let gemeente: TestGemeente
let anna: TestClient
let bram: TestClient

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

beforeEach(async () => {
  gemeente = await createTestGemeente(db)
  anna = await gemeente.desk('anna')
  bram = await gemeente.desk('bram')
  valueOf(await anna.hello())
  valueOf(await bram.hello())
})

const countOf = async (table: string): Promise<unknown> => {
  const [row] = await db.query(`select count(*) as aantal from ${table} where tenant = $1`, [gemeente.state.tenant])
  return row?.['aantal']
}

const statusOf = async (id: string): Promise<unknown> => {
  const { tenant } = gemeente.state
  const [row] = await db.query('select status from terugbelnotities where tenant = $1 and id = $2', [tenant, id])
  return row?.['status']
}

const verwerkingenOf = (actie: string) =>
  db.query(
    `select medewerker, client, actie, onderwerp, toelichting from verwerking
     where tenant = $1 and actie like $2 and actie not like 'bereik.%' order by id`,
    [gemeente.state.tenant, actie],
  )

describe('push', () => {
  it('applies an intent and says so', async () => {
    const id = createId()
    expect(valueOf(await anna.push([notitieIntent(1, id)]))).toEqual({ outcomes: [{ kind: 'applied', no: 1 }] })
    expect(await statusOf(id)).toBe('open')
  })

  it('does nothing twice when an answer was lost', async () => {
    const first = [registreerIntent(1), notitieIntent(2, createId())]
    const answer = valueOf(await anna.push(first))
    const again = valueOf(await anna.push([...first, registreerIntent(3)]))
    expect(again.outcomes).toEqual([...answer.outcomes, { kind: 'applied', no: 3 }])
    expect(await countOf('contactmomenten')).toBe(2)
    expect(await countOf('terugbelnotities')).toBe(1)
  })

  it('has each effect once when the same push arrives twice at the same moment', async () => {
    const intents = [registreerIntent(1), registreerIntent(2)]
    const [one, other] = await Promise.all([anna.push(intents), anna.push(intents)])
    expect(valueOf(one)).toEqual(valueOf(other))
    expect(await countOf('contactmomenten')).toBe(2)
  })

  it('gives a rejected intent its own outcome and its neighbours their effect', async () => {
    const id = createId()
    const { outcomes } = valueOf(
      await anna.push([
        registreerIntent(1),
        claimIntent(2, createId()),
        notitieIntent(3, id),
        { no: 4, name: 'terugbelnotitie.verzin', args: {} },
        claimIntent(5, 'geen id'),
        handelAfIntent(6, id),
      ]),
    )
    expect(outcomes).toMatchObject([
      { no: 1, kind: 'applied' },
      { no: 2, kind: 'rejected', error: { code: 'not_found' } },
      { no: 3, kind: 'applied' },
      { no: 4, kind: 'rejected', error: { code: 'validation', field: 'name' } },
      { no: 5, kind: 'rejected', error: { code: 'validation', field: 'args' } },
      { no: 6, kind: 'applied' },
    ])
    expect(await statusOf(id)).toBe('afgehandeld')
  })

  it('repeats the stored outcome of a rejected intent, whatever has changed since', async () => {
    const id = createId()
    const refused = valueOf(await bram.push([claimIntent(1, id)]))
    expect(refused.outcomes).toMatchObject([{ kind: 'rejected', error: { code: 'not_found' } }])
    valueOf(await anna.push([notitieIntent(1, id)]))
    expect(valueOf(await bram.push([claimIntent(1, id)]))).toEqual(refused)
  })

  it('stores nothing of an inhabitant in an outcome, and shows a repeat what is in the way now', async () => {
    const id = createId()
    valueOf(await anna.push([notitieIntent(1, id), claimIntent(2, id)]))
    const refused = valueOf(await bram.push([claimIntent(1, id)]))
    const held = { kind: 'rejected', error: { code: 'conflict', reason: 'held' } }
    expect(refused.outcomes).toMatchObject([{ ...held, error: { current: { id, naam: 'Test (demo)' } } }])
    const stored = await db.query('select uitkomst from intent_uitkomst where tenant = $1', [gemeente.state.tenant])
    expect(stored).toContainEqual({ uitkomst: { no: 1, kind: 'rejected', error: { ...held.error, current: null } } })
    expect(JSON.stringify(stored)).not.toMatch(/Test \(demo\)|31612345678/)
    valueOf(await anna.push([handelAfIntent(3, id)]))
    expect(valueOf(await bram.push([claimIntent(1, id)])).outcomes).toMatchObject([
      { ...held, error: { current: { id, status: 'afgehandeld' } } },
    ])
    // Bram moved to where he may not see it any more.
    const moved = medewerkerRow('bram', 'behandelaar', 'belastingen')
    await gemeente.writer((unit) => saveEntities(unit, medewerkerEntity, new Map([['bram', moved]])))
    expect(valueOf(await bram.push([claimIntent(1, id)])).outcomes).toEqual([
      { no: 1, ...held, error: { ...held.error, current: null } },
    ])
  })

  it('grants a claim to one desk and tells the other who has it', async () => {
    const id = createId()
    valueOf(await anna.push([notitieIntent(1, id)]))
    const answers = await Promise.all([anna.push([claimIntent(2, id)]), bram.push([claimIntent(1, id)])])
    const outcomes = answers.flatMap((answer) => valueOf(answer).outcomes)
    expect(outcomes.filter(({ kind }) => kind === 'applied')).toHaveLength(1)
    expect(outcomes.filter(({ kind }) => kind === 'rejected')).toMatchObject([
      { error: { code: 'conflict', reason: 'held' } },
    ])
  })

  it('lets one of two desks make a row with the same id, and tells the other that it exists', async () => {
    const id = createId()
    const answers = await Promise.all([anna.push([notitieIntent(1, id)]), bram.push([notitieIntent(1, id)])])
    const outcomes = answers.flatMap((answer) => valueOf(answer).outcomes)
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['applied', 'rejected'])
    expect(await countOf('terugbelnotities')).toBe(1)
  })

  it('refuses a request that leaves a gap, inside it or before it, and does none of it', async () => {
    expect(await anna.push([registreerIntent(2)])).toMatchObject({ error: { code: 'conflict', reason: 'gap' } })
    const holed = [registreerIntent(1), registreerIntent(3)]
    expect(await anna.push(holed)).toMatchObject({ error: { code: 'conflict', reason: 'gap' } })
    expect(await countOf('contactmomenten')).toBe(0)
  })

  it('refuses a role that may not, and a note of an afdeling that one may not see', async () => {
    const joris = await gemeente.desk('joris')
    const henk = await gemeente.desk('henk')
    valueOf(await joris.hello())
    valueOf(await henk.hello())
    const forbidden = { outcomes: [{ kind: 'rejected', error: { code: 'forbidden' } }] }
    expect(valueOf(await joris.push([registreerIntent(1)]))).toMatchObject(forbidden)
    const id = createId()
    valueOf(await anna.push([notitieIntent(1, id, 'burgerzaken')]))
    expect(valueOf(await henk.push([claimIntent(1, id)]))).toMatchObject(forbidden)
    // Making one with the id of a note that one may not see tells nothing about it either.
    expect(valueOf(await henk.push([notitieIntent(2, id, 'belastingen')]))).toMatchObject(forbidden)
    expect(await statusOf(id)).toBe('open')
  })

  it("refuses another colleague's desk, an unknown desk and another epoch", async () => {
    const thief = await gemeente.desk('bram', anna.clientId)
    expect(await thief.push([registreerIntent(1)])).toMatchObject({ error: { code: 'forbidden' } })
    const stranger = await gemeente.desk('anna')
    expect(await stranger.push([registreerIntent(1)])).toMatchObject({ error: { code: 'resync_required' } })
    const other = { epoch: createId() }
    expect(await anna.push([registreerIntent(1)], other)).toMatchObject({ error: { code: 'resync_required' } })
    expect(await countOf('contactmomenten')).toBe(0)
  })

  it('rejects the one intent that the database cannot store, and not its neighbours', async () => {
    const intents = Array.from({ length: 9 }, (_, index) =>
      registreerIntent(index + 1, index === 4 ? 'Vraag met \0' : 'Gewone vraag'),
    )
    const { outcomes } = valueOf(await anna.push(intents))
    expect(outcomes.map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(outcomes.filter(({ kind }) => kind === 'rejected')).toEqual([
      { kind: 'rejected', no: 5, error: { code: 'validation', field: 'args', rule: 'storable' } },
    ])
    expect(await countOf('contactmomenten')).toBe(8)
    expect(valueOf(await anna.push(intents)).outcomes).toEqual(outcomes)
  })

  it('does not do again what it has forgotten, says so for each, and goes on with what is behind it', async () => {
    const restored = await gemeente.desk('anna')
    valueOf(await restored.hello({ settledNo: 6 }))
    const wishes = [6, 7, 8].map((no) => registreerIntent(no))
    const forgotten = { code: 'conflict', reason: 'forgotten', current: null }
    const answer = {
      outcomes: [
        { kind: 'rejected', no: 6, error: forgotten },
        { kind: 'applied', no: 7 },
        { kind: 'applied', no: 8 },
      ],
    }
    expect(valueOf(await restored.push(wishes))).toEqual(answer)
    expect(valueOf(await restored.push(wishes))).toEqual(answer)
    expect(valueOf(await restored.push(wishes.slice(0, 1))).outcomes).toEqual(answer.outcomes.slice(0, 1))
    expect(await countOf('contactmomenten')).toBe(2)
    expect(valueOf(await restored.push([registreerIntent(9)])).outcomes).toEqual([{ kind: 'applied', no: 9 }])
  })

  it('stores 500 intents of one request', async () => {
    const intents = Array.from({ length: 500 }, (_, index) => registreerIntent(index + 1))
    expect(valueOf(await anna.push(intents)).outcomes).toHaveLength(500)
    expect(await countOf('contactmomenten')).toBe(500)
    const { lastMutationNo } = valueOf(await anna.pull([await cursorOf(anna, 'u:anna')]))
    expect(lastMutationNo).toBe(500)
  })

  it('keeps the call of a finish that came too late, and says no all the same', async () => {
    const id = createId()
    valueOf(await anna.push([notitieIntent(1, id), claimIntent(2, id)]))
    const finish = handelAfIntent(1, id)
    const poging = { id: createId(), op: '2026-11-23T09:30:00.000Z' }
    const late = { ...finish, args: { ...(finish.args as object), token: null, poging } }
    const start = await cursorOf(anna, 'u:anna')
    const refused = valueOf(await bram.push([late]))
    expect(refused.outcomes).toMatchObject([{ kind: 'rejected', error: { code: 'conflict', reason: 'held' } }])
    // The desk of who holds the note sees it, once, although the push comes twice.
    valueOf(await bram.push([late]))
    const { rows } = valueOf(await anna.pull([start]))
    expect(rows).toMatchObject([
      { id, state: { status: 'geclaimd', pogingen: [{ id: poging.id, door: 'bram', buitenClaim: true }] } },
    ])
    expect(await verwerkingenOf('terugbelnotitie.handelAf')).toMatchObject([
      { medewerker: 'bram', onderwerp: `terugbelnotitie/${id}`, toelichting: 'geweigerd, feit bewaard' },
    ])
  })

  it('writes down who changed what from which desk, and why a claim was broken', async () => {
    const id = createId()
    await gemeente.writer((unit) =>
      saveEntities(unit, medewerkerEntity, new Map([['tess', medewerkerRow('tess', 'teamleider', 'kcc')]])),
    )
    const tess = await gemeente.greetedDesk('tess')
    const breek = { no: 1, name: 'terugbelnotitie.breekClaim', args: { id, reden: 'Ziek naar huis' } }
    valueOf(await anna.push([notitieIntent(1, id), claimIntent(2, id), claimIntent(3, createId())]))
    valueOf(await anna.push([claimIntent(2, id), claimIntent(3, createId())]))
    valueOf(await tess.push([breek]))
    const onderwerp = `terugbelnotitie/${id}`
    const by = (medewerker: string, client: string, actie: string, toelichting: string | null = null) => ({
      medewerker,
      client,
      actie,
      onderwerp,
      toelichting,
    })
    expect(await verwerkingenOf('%')).toEqual([
      by('anna', anna.clientId, 'terugbelnotitie.create'),
      by('anna', anna.clientId, 'terugbelnotitie.claim'),
      by('tess', tess.clientId, 'terugbelnotitie.breekClaim', 'Ziek naar huis'),
    ])
  })

  it('takes moments of a desk whose clock is centuries wrong for what they are', async () => {
    const far = registreerIntent(1)
    const late = { ...far, args: { ...(far.args as object), plaatsgevondenOp: '9999-12-31T23:59:59.999Z' } }
    const early = {
      ...registreerIntent(2),
      args: { ...(registreerIntent(2).args as object), plaatsgevondenOp: '0001-01-01T00:00:00.000Z' },
    }
    const notitie = notitieIntent(3, createId())
    const never = { ...notitie, args: { ...(notitie.args as object), aangemaaktOp: '9999-12-31T23:59:59.999Z' } }
    const start = await cursorOf(anna, 'u:anna')
    const outcomes = valueOf(await anna.push([late, early, never, registreerIntent(4)])).outcomes
    expect(outcomes.map(({ kind }) => kind)).toEqual(['applied', 'applied', 'applied', 'applied'])
    const { rows } = valueOf(await anna.pull([start]))
    // A page is in the order of the log, and one push logs noun by noun.
    expect(rows).toMatchObject([
      { entity: 'contactmoment', state: { plaatsgevondenOp: '9999-12-31T23:59:59.999Z' } },
      { entity: 'contactmoment', state: { plaatsgevondenOp: '0001-01-01T00:00:00.000Z' } },
      { entity: 'contactmoment' },
      { entity: 'terugbelnotitie', state: { aangemaaktOp: '9999-12-31T23:59:59.999Z' } },
    ])
  })

  it('says that it is busy when the database takes too long, and decides it all at the next attempt', async () => {
    const slow = createPush({
      state: gemeente.state,
      writer: () => Promise.reject(Object.assign(new Error('canceling statement'), { code: '57014' })),
      logger: silentLogger,
    })
    const request = { clientId: anna.clientId, epoch: gemeente.state.epoch, intents: [registreerIntent(1)] }
    await expect(slow('anna', request)).rejects.toSatisfy(isPassing)
    const clashing = createPush({
      state: gemeente.state,
      writer: () => Promise.reject(Object.assign(new Error('deadlock detected'), { code: '40P01' })),
      logger: silentLogger,
    })
    expect(valueOf(await clashing('anna', request)).outcomes).toEqual([{ kind: 'retry', no: 1 }])
    expect(await countOf('contactmomenten')).toBe(0)
    expect(valueOf(await anna.push([...request.intents])).outcomes).toEqual([{ kind: 'applied', no: 1 }])
  })
})
