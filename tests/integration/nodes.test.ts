import { EventEmitter, once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { Db } from '../../src/server/db/db'
import { createServer } from '../../src/server/http/create-server'
import { createChanges } from '../../src/server/sync/changes'
import { createId } from '../../src/shared/kernel/ids'
import { systemClock } from '../../src/shared/kernel/clock'
import { silentLogger } from '../../src/shared/node/logger'
import { startPostgresDatabase, type PostgresDatabase } from '../support/postgres-database'
import { createTestGemeente, cursorOf, notitieIntent, valueOf, type TestGemeente } from '../support/test-gemeente'

let postgres: PostgresDatabase
let db: Db

beforeAll(async () => {
  postgres = await startPostgresDatabase()
  db = postgres.db
}, 60_000)
afterAll(() => postgres.remove())

/** Node B over the gemeente that node A serves: another server with a database connection and news of its own. */
const openNode = async (gemeente: TestGemeente, nodeDb: Db) => {
  const app = createServer({
    db: nodeDb,
    state: gemeente.state,
    changes: createChanges(),
    clock: systemClock,
    logger: silentLogger,
    version: '0.0.0',
    host: '127.0.0.1',
    demo: false,
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, port: (app.server.address() as AddressInfo).port }
}

/** Bram on node B, and how long it takes until word of a notitie that Anna makes on node A is there. */
const setUp = async (nodeDb: Db) => {
  const gemeente = await createTestGemeente(db)
  const node = await openNode(gemeente, nodeDb)
  const [anna, bram] = [await gemeente.desk('anna'), await gemeente.desk('bram')]
  for (const desk of [anna, bram]) valueOf(await desk.hello())
  const socket = new WebSocket(`ws://127.0.0.1:${String(node.port)}/sync/v1/live?clientId=${bram.clientId}`, {
    headers: { authorization: `Bearer ${bram.token}` },
  })
  const frames: { readonly kind: string }[] = []
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as { kind: string }))
  await once(socket, 'open')
  let no = 0
  const tookMs = async (): Promise<number> => {
    frames.length = 0
    socket.send(JSON.stringify({ kind: 'at', cursor: (await cursorOf(bram, 'afd:burgerzaken')).cursor }))
    socket.send('{"kind":"ping"}')
    await expect.poll(() => frames.some(({ kind }) => kind === 'pong'), { interval: 5 }).toBe(true)
    no += 1
    const intent = notitieIntent(no, createId())
    valueOf(await anna.push([intent]))
    const begun = performance.now()
    await expect
      .poll(() => frames.some(({ kind }) => kind === 'delta' || kind === 'poke'), { interval: 2, timeout: 3_000 })
      .toBe(true)
    return performance.now() - begun
  }
  const close = async (): Promise<void> => {
    socket.terminate()
    await node.app.close()
    await gemeente.app.close()
  }
  return { tookMs, close }
}

const listeners = async (): Promise<readonly number[]> =>
  (await db.query(`select pid from pg_stat_activity where application_name = 'klaar-luister'`)).map(({ pid }) =>
    Number(pid),
  )

/** The middle of five: a look of the second that happens to come just then must not count as a NOTIFY. */
const middle = async (tookMs: () => Promise<number>): Promise<number> => {
  const all: number[] = []
  for (let turn = 0; turn < 5; turn += 1) all.push(await tookMs())
  return all.sort((one, other) => one - other)[2] ?? Number.NaN
}

describe('two server nodes on one database', { timeout: 30_000 }, () => {
  it('tell each other of a commit at once', async () => {
    const { tookMs, close } = await setUp(db)
    await expect.poll(listeners).toHaveLength(2)
    expect(await middle(tookMs)).toBeLessThan(150)
    await close()
  })

  it('find it with the look of each second when no word comes', async () => {
    const { signals: _none, ...deaf } = db
    const { tookMs, close } = await setUp(deaf)
    expect(await tookMs()).toBeLessThan(1_500)
    await close()
  })

  it('listen again after their connection was ended', async () => {
    const { tookMs, close } = await setUp(db)
    await expect.poll(listeners).toHaveLength(2)
    const before = await listeners()
    await db.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [before])
    await expect
      .poll(async () => (await listeners()).filter((pid) => !before.includes(pid)), { timeout: 5_000 })
      .toHaveLength(2)
    expect(await middle(tookMs)).toBeLessThan(150)
    await close()
  })
})

it('says busy while the database is gone, and goes on when it is back', { timeout: 60_000 }, async () => {
  const gemeente = await createTestGemeente(db)
  const anna = await gemeente.desk('anna')
  valueOf(await anna.hello())
  await postgres.cluster.kill()
  expect(await anna.hello()).toMatchObject({ ok: false, error: { code: 'busy' } })
  await postgres.cluster.start()
  await expect.poll(async () => (await anna.hello()).ok, { timeout: 10_000 }).toBe(true)
  await gemeente.app.close()
})

it('survives the database going away in the middle of a transaction', { timeout: 60_000 }, async () => {
  const moments = new EventEmitter()
  const begun = once(moments, 'begun')
  const gone = once(moments, 'gone')
  const work = db.transaction(async (tx) => {
    await tx.query('select 1')
    moments.emit('begun')
    // Nothing is asked of the connection while it breaks: nobody waits there to hear of it.
    await gone
    return tx.query('select 2')
  })
  const outcome = expect(work).rejects.toThrow()
  await begun
  await postgres.cluster.kill()
  await postgres.cluster.start()
  moments.emit('gone')
  await outcome
  expect(await db.query('select 3 as drie')).toEqual([{ drie: 3 }])
})
