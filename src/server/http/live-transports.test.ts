import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listen, transports, type LiveListener } from '../../../tests/support/live-listener'
import { openTestDatabase } from '../../../tests/support/test-database'
import {
  createTestGemeente,
  cursorOf,
  medewerkerRow,
  notitieIntent,
  registreerIntent,
  valueOf,
  type TestClient,
  type TestGemeente,
} from '../../../tests/support/test-gemeente'
import { kennisartikelEntity } from '../../shared/domain/kennisartikel/kennisartikel'
import { medewerkerEntity } from '../../shared/domain/medewerker/medewerker'
import { systemClock } from '../../shared/kernel/clock'
import { createId } from '../../shared/kernel/ids'
import { silentLogger } from '../../shared/node/logger'
import type { LiveFrame } from '../../shared/sync-protocol/live'
import { createSessions } from '../auth/sessions'
import type { Db } from '../db/db'
import { createLiveDesks, type LiveDesk, type LiveDesks } from '../sync/live-desks'
import { saveEntities } from '../sync/writer'
import { guardRequests } from './guard'
import { addLive } from './live-routes'

let db: Db
let gemeente: TestGemeente
let url: string
let app: FastifyInstance
let heard: { readonly here: Set<LiveDesk>; readonly placed: Set<LiveDesk> }
let listeners: LiveListener[]

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

beforeEach(async () => {
  listeners = []
  heard = { here: new Set(), placed: new Set() }
  gemeente = await createTestGemeente(db)
  const { state, changes } = gemeente
  const desks = createLiveDesks({ db, signals: undefined, tenant: state.tenant, changes, logger: silentLogger })
  app = Fastify()
  guardRequests(app, '127.0.0.1')
  addLive(app, {
    db,
    state,
    desks: watched(desks, heard),
    sessions: createSessions(db, state.tenant),
    clock: systemClock,
    logger: silentLogger,
    host: '127.0.0.1',
  })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  for (const listener of listeners) listener.close()
  await app.close()
  await gemeente.app.close()
})

/** Who listens, and who said where it stands: a poll begins when the server has let it in, and a test must not be there first. */
const watched = (desks: LiveDesks, { here, placed }: typeof heard): LiveDesks => ({
  ...desks,
  join: (...desk) => {
    const { at, leave } = desks.join(...desk)
    const joined = {
      at: (cursor: string) => {
        placed.add(joined)
        at(cursor)
      },
      leave: () => {
        for (const set of [here, placed]) set.delete(joined)
        leave()
      },
    }
    here.add(joined)
    return joined
  },
})
// A busy machine takes its time.
const soon = <Value>(look: () => Value) => expect.poll(look, { timeout: 5000 })
const isHeard = () => soon(() => heard.here.size).toBe(1)
const isPlaced = () => soon(() => heard.placed.size).toBe(1)

const greeted = async (medewerkerId: string): Promise<TestClient> => {
  const client = await gemeente.desk(medewerkerId)
  valueOf(await client.hello())
  return client
}

const kindsOf = (frames: readonly LiveFrame[]): readonly string[] => frames.map(({ kind }) => kind)

/** An article so large that a few fill every buffer between server and desk. */
const article = (id: string) => ({
  id,
  soort: 'vac' as const,
  titel: 'Lang',
  tekst: 'x'.repeat(99_000),
  onderwerpen: [],
  bijgewerktOp: '2026-11-23',
  bron: 'test',
  licentie: 'CC0',
})

type Transport = (typeof transports)[number]

const connectOver = async (transport: Transport, { clientId, token }: TestClient): Promise<LiveListener> => {
  const listener = await listen[transport]({ url, clientId, token })
  listeners.push(listener)
  return listener
}
/** A desk that the server knows to stand at the end of the log. */
const caughtUp = async (transport: Transport, client: TestClient, scope: string): Promise<LiveListener> => {
  const listener = await connectOver(transport, client)
  await listener.at((await cursorOf(client, scope)).cursor)
  await isPlaced()
  return listener
}

describe.each(transports)('the live channel over %s', (transport) => {
  const connect = (client: TestClient) => connectOver(transport, client)

  it('sends the rows themselves to a desk that said where it is, delta upon delta', async () => {
    const [anna, bram] = [await greeted('anna'), await greeted('bram')]
    const scope = 'afd:burgerzaken'
    const start = await cursorOf(bram, scope)
    const { frames, at } = await connect(bram)
    await at(start.cursor)
    await isPlaced()
    const ids = [createId(), createId()]
    let from = start
    for (const [index, id] of ids.entries()) {
      // In between something that is not for this desk.
      valueOf(await anna.push([registreerIntent(index * 2 + 1)]))
      valueOf(await anna.push([notitieIntent(index * 2 + 2, id)]))
      await soon(() => frames).toHaveLength(index + 1)
      const frame = frames[index]
      if (frame?.kind !== 'delta') throw new Error(`a ${String(frame?.kind)} instead of a delta`)
      expect(frame.from).toBe(from.cursor)
      expect(frame.rows).toEqual(valueOf(await bram.pull([from])).rows)
      expect(frame.rows).toMatchObject([{ op: 'upsert', scope, id }])
      from = await cursorOf(bram, scope)
      expect(frame.to).toBe(from.cursor)
      await isPlaced()
    }
  })

  it('pokes a desk that did not say where it is', async () => {
    const [anna, bram] = [await greeted('anna'), await greeted('bram')]
    const { frames } = await connect(bram)
    await isHeard()
    valueOf(await anna.push([registreerIntent(1), notitieIntent(2, createId())]))
    await soon(() => kindsOf(frames)).toEqual(['poke'])
  })

  it('pokes a desk whose place lies before rows that went by, so that nothing is lost unseen', async () => {
    const [anna, bram] = [await greeted('anna'), await greeted('bram')]
    const before = await cursorOf(bram, 'afd:burgerzaken')
    const first = await connect(bram)
    await isHeard()
    valueOf(await anna.push([notitieIntent(1, createId())]))
    // The server's own tail has passed it; earlier, a delta from that place would be right as well.
    await soon(() => kindsOf(first.frames)).toEqual(['poke'])
    const { frames, at } = await connect(bram)
    await at(before.cursor)
    await soon(() => kindsOf(frames)).toContain('poke')
    expect(kindsOf(frames)).not.toContain('delta')
  })

  it('asks a desk whose rights changed to say hello again, and sends nothing of what it lost', async () => {
    const bram = await greeted('bram')
    const { frames } = await caughtUp(transport, bram, 'afd:burgerzaken')
    const moved = medewerkerRow('bram', 'behandelaar', 'belastingen')
    await gemeente.writer((unit) => saveEntities(unit, medewerkerEntity, new Map([['bram', moved]])))
    await soon(() => kindsOf(frames)).toContain('rehello')
    expect(kindsOf(frames)).not.toContain('delta')
  })

  it('asks a desk whose rights grew while it did not listen to say hello again', async () => {
    const bram = await greeted('bram')
    const promoted = medewerkerRow('bram', 'teamleider', 'burgerzaken')
    await gemeente.writer((unit) => saveEntities(unit, medewerkerEntity, new Map([['bram', promoted]])))
    const { frames } = await connect(bram)
    await soon(() => kindsOf(frames)).toContain('rehello')
  })

  it('says that the server stops, and ends', async () => {
    const { frames, closed } = await caughtUp(transport, await greeted('anna'), 't')
    await app.close()
    await closed
    expect(frames.at(-1)).toEqual({ kind: 'drain', retryAfterMs: 0 })
  })

  it('ends with the session', async () => {
    const anna = await greeted('anna')
    await db.query(`update sessie set vervalt_op = now() + interval '400 milliseconds' where tenant = $1`, [
      gemeente.state.tenant,
    ])
    const { closed } = await connect(anna)
    await closed
  })

  it('refuses who is not signed in, an unknown desk and the desk of somebody else', async () => {
    const anna = await greeted('anna')
    const refusalOf = (clientId: string, token: string) =>
      listen[transport]({ url, clientId, token }).then(
        ({ closed, frames }) => closed.then(() => frames),
        () => [],
      )
    expect(await refusalOf(anna.clientId, 'x'.repeat(43))).toEqual([])
    expect(await refusalOf(createId(), anna.token)).toEqual([])
    expect(await refusalOf(anna.clientId, (await gemeente.desk('bram')).token)).toEqual([])
  })
})

// A poll is one answer: it cannot be read too slowly.
describe.each(['websocket', 'sse'] as const)('a desk that reads too slowly over %s', (transport) => {
  it('is poked instead of having rows heaped up, and gets rows again when it reads', async () => {
    const anna = await greeted('anna')
    const { frames, pause, at } = await caughtUp(transport, anna, 't')
    const goOn = pause()
    for (let index = 0; index < 80; index += 1) {
      const states = ['a', 'b'].map((id) => [id, { ...article(id), titel: `Lang ${String(index)}` }] as const)
      await gemeente.writer((unit) => saveEntities(unit, kennisartikelEntity, new Map(states)))
    }
    goOn()
    await soon(() => kindsOf(frames)).toContain('poke')
    expect(kindsOf(frames)[0]).toBe('delta')
    // Reads again, pulls, and says where it is: rows as before.
    const before = frames.length
    heard.placed.clear()
    await at((await cursorOf(anna, 't')).cursor)
    await isPlaced()
    await gemeente.writer((unit) => saveEntities(unit, kennisartikelEntity, new Map([['c', article('c')]])))
    await soon(() => kindsOf(frames.slice(before))).toContain('delta')
  })
})

describe('the fallbacks', () => {
  it('tell proxies not to keep frames together', async () => {
    const anna = await greeted('anna')
    const response = await fetch(`${url}/sync/v1/live/events?clientId=${anna.clientId}`, {
      headers: { authorization: `Bearer ${anna.token}` },
    })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': expect.stringContaining('no-store') as string,
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    await response.body?.cancel()
  })

  it('answer a refusal as a problem', async () => {
    const anna = await greeted('anna')
    const headers = { authorization: `Bearer ${anna.token}` }
    const foreign = createId()
    const answers = await Promise.all([
      app.inject({ url: `/sync/v1/live/events?clientId=${foreign}`, headers }),
      app.inject({ method: 'POST', url: '/sync/v1/live/poll', headers, payload: { clientId: foreign } }),
    ])
    for (const answer of answers) expect(answer.json()).toMatchObject({ error: { code: 'resync_required' } })
    const nobody = await app.inject({ method: 'POST', url: '/sync/v1/live/at', payload: {} })
    expect(nobody.statusCode).toBe(401)
  })
})
