import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
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
import { medewerkerEntity } from '../../shared/domain/medewerker/medewerker'
import { createId } from '../../shared/kernel/ids'
import { liveFrameSchema } from '../../shared/sync-protocol/live'
import type { Db } from '../db/db'
import { saveEntities } from '../sync/writer'

let db: Db
let gemeente: TestGemeente
let url: string

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

beforeEach(async () => {
  gemeente = await createTestGemeente(db)
  url = (await gemeente.app.listen({ host: '127.0.0.1', port: 0 })).replace('http', 'ws')
})
afterEach(() => gemeente.app.close())

const greeted = async (medewerkerId: string): Promise<TestClient> => {
  const client = await gemeente.desk(medewerkerId)
  valueOf(await client.hello())
  return client
}

const open = ({ clientId, token }: Pick<TestClient, 'clientId' | 'token'>, headers: Record<string, string> = {}) =>
  new WebSocket(`${url}/sync/v1/live?clientId=${clientId}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
  })

/** A connected desk with the frames that it has heard, and a way to wait for the next one. */
const connect = async (client: TestClient) => {
  const socket = open(client)
  const frames: unknown[] = []
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString())))
  await once(socket, 'open')
  const ping = async (): Promise<void> => {
    socket.send('{"kind":"ping"}')
    await expect.poll(() => frames.some((frame) => isKind(frame, 'pong'))).toBe(true)
    frames.splice(
      frames.findIndex((frame) => isKind(frame, 'pong')),
      1,
    )
  }
  return { socket, frames, ping }
}

const isKind = (frame: unknown, kind: string): boolean =>
  typeof frame === 'object' && frame !== null && 'kind' in frame && frame.kind === kind

const closeCodeOf = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.on('close', resolve)
  })

/** The HTTP status with which an upgrade is refused. */
const refusalOf = (socket: WebSocket): Promise<number | undefined> =>
  new Promise((resolve) => {
    socket.on('error', () => undefined)
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode)
      socket.terminate()
    })
  })

describe('the live channel', () => {
  it('pokes desks that hold a scope that changed, and no others', async () => {
    const [bram, henk] = [await connect(await greeted('bram')), await connect(await greeted('henk'))]
    const anna = await greeted('anna')
    valueOf(await anna.push([notitieIntent(1, createId(), 'burgerzaken')]))
    await expect.poll(() => bram.frames).toEqual([{ kind: 'poke' }])
    // Frames keep their order: had henk been poked, it would have come before this answer.
    await henk.ping()
    expect(henk.frames).toEqual([])
  })

  it('sends the rows themselves to a desk that said where it is, from where it was', async () => {
    const [anna, bram] = [await greeted('anna'), await greeted('bram')]
    const scope = 'afd:burgerzaken'
    const { socket, frames, ping } = await connect(bram)
    const before = await cursorOf(bram, scope)
    socket.send(JSON.stringify({ kind: 'at', cursor: before.cursor }))
    await ping()
    // Nothing for this desk: no frame, and its place is still the one of before.
    valueOf(await anna.push([registreerIntent(1)]))
    const id = createId()
    valueOf(await anna.push([notitieIntent(2, id)]))
    await expect.poll(() => frames).toHaveLength(1)
    const [frame] = frames.map((each) => liveFrameSchema.parse(each))
    if (frame?.kind !== 'delta') throw new Error('not a delta')
    expect(frame.from).toBe(before.cursor)
    expect(frame.rows).toContainEqual(expect.objectContaining({ op: 'upsert', scope, id }))
    expect(frame.rows.every((row) => row.scope !== 'u:anna')).toBe(true)
    const { rows } = valueOf(await bram.pull([before]))
    expect(frame.rows.filter((row) => row.scope === scope)).toEqual(rows)
    expect((await cursorOf(bram, scope)).cursor).toBe(frame.to)
  })

  it('pokes a desk whose place lies before rows that went by', async () => {
    const [anna, bram] = [await greeted('anna'), await greeted('bram')]
    const { socket, frames } = await connect(bram)
    const before = await cursorOf(bram, 'afd:burgerzaken')
    valueOf(await anna.push([notitieIntent(1, createId())]))
    await expect.poll(() => frames).toEqual([{ kind: 'poke' }])
    socket.send(JSON.stringify({ kind: 'at', cursor: before.cursor }))
    await expect.poll(() => frames).toEqual([{ kind: 'poke' }, { kind: 'poke' }])
  })

  it('sends no rows of a scope that was lost in the same commit', async () => {
    const bram = await greeted('bram')
    const { socket, frames, ping } = await connect(bram)
    socket.send(JSON.stringify({ kind: 'at', cursor: (await cursorOf(bram, 'afd:burgerzaken')).cursor }))
    await ping()
    const moved = medewerkerRow('bram', 'behandelaar', 'belastingen')
    await gemeente.writer((unit) => saveEntities(unit, medewerkerEntity, new Map([['bram', moved]])))
    await expect.poll(() => frames).toEqual([{ kind: 'rehello' }, { kind: 'poke' }])
  })

  it('says nothing when an intent changed nothing', async () => {
    const anna = await greeted('anna')
    const { frames, ping } = await connect(anna)
    const registreer = registreerIntent(1)
    valueOf(await anna.push([registreer]))
    await expect.poll(() => frames).toHaveLength(1)
    valueOf(await anna.push([registreer]))
    await ping()
    expect(frames).toHaveLength(1)
  })

  it('asks a desk whose rights changed to say hello again', async () => {
    const [bram, henk] = [await connect(await greeted('bram')), await connect(await greeted('henk'))]
    const moved = medewerkerRow('bram', 'behandelaar', 'belastingen')
    await gemeente.writer((unit) => saveEntities(unit, medewerkerEntity, new Map([['bram', moved]])))
    await expect.poll(() => bram.frames).toContainEqual({ kind: 'rehello' })
    await expect.poll(() => henk.frames).toEqual([{ kind: 'poke' }])
  })

  it('refuses who is not signed in, an unknown desk, a strange name and a page in a browser', async () => {
    const anna = await greeted('anna')
    expect(await refusalOf(open({ clientId: anna.clientId, token: 'x'.repeat(43) }))).toBe(401)
    expect(await refusalOf(open({ clientId: createId(), token: anna.token }))).toBe(410)
    expect(await refusalOf(open({ clientId: 'x', token: anna.token }))).toBe(400)
    const bram = await gemeente.desk('bram', anna.clientId)
    expect(await refusalOf(open(bram))).toBe(403)
    expect(await refusalOf(open(anna, { host: 'rebound.example' }))).toBe(403)
    expect(await refusalOf(open(anna, { origin: 'https://elders.example' }))).toBe(403)
  })

  it('closes a socket that sends something else than our frames', async () => {
    const anna = await greeted('anna')
    for (const data of ['geen json', '{"kind":"iets"}', Buffer.from('{"kind":"ping"}'), 'x'.repeat(2000)]) {
      const { socket } = await connect(anna)
      socket.on('error', () => undefined)
      socket.send(data)
      expect([1008, 1009]).toContain(await closeCodeOf(socket))
    }
  })

  it('closes when the session ends', async () => {
    const anna = await greeted('anna')
    await db.query(`update sessie set vervalt_op = now() + interval '300 milliseconds' where tenant = $1`, [
      gemeente.state.tenant,
    ])
    const { socket } = await connect(anna)
    expect(await closeCodeOf(socket)).toBe(4401)
  })

  it('tells desks that the server restarts when it stops', async () => {
    const { socket } = await connect(await greeted('anna'))
    const closed = closeCodeOf(socket)
    await gemeente.app.close()
    expect(await closed).toBe(1012)
  })
})
