import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundlePath } from '../../scripts/processes/bundles.ts'
import type { Db } from '../../src/server/db/db'
import { openPostgres } from '../../src/server/db/postgres'
import { silentLogger } from '../../src/shared/node/logger'
import { createDeskProcesses, type DeskProcesses } from '../support/desk-process'
import { startPostgresCluster, type PostgresCluster } from '../support/postgres-cluster'
import { createTcpProxy, type TcpProxy } from '../support/tcp-proxy'
import { createChance, faultSeed, momentsLater } from './chance'
import { createColleague } from './colleague'
import { faultRounds, keepFigures } from './figures'
import { newSeat, openFloor } from './floor'
import { createHistory } from './history'
import { startServerNode, type ServerNode } from './server-node'
import { findBrokenNumbering, readTruth } from './server-truth'
import { settled, signedIn } from './settled'
import { until } from './until'

let cluster: PostgresCluster
let desks: DeskProcesses
let proxy: TcpProxy
const startNode = (): Promise<ServerNode> => startServerNode({ databaseUrl: cluster.url })

beforeAll(async () => {
  cluster = await startPostgresCluster()
  desks = createDeskProcesses()
  proxy = await createTcpProxy(0)
})
afterAll(async () => {
  await desks.close()
  await proxy.close()
  await cluster.remove()
})

const withDb = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
  const db = openPostgres(cluster.url, silentLogger)
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

const readEpoch = (): Promise<unknown> => withDb(async (db) => (await db.query('select epoch from server_staat'))[0])

describe('several servers on one PostgreSQL', { timeout: 3_600_000 }, () => {
  it('are replaced one after the other while people work, and nobody notices more than a moment', async () => {
    const seed = faultSeed()
    const rounds = Math.ceil(faultRounds(200) / 40)
    const nodes = [await startNode(), await startNode()]
    proxy.aim(...nodes.map(({ port }) => port))
    const floor = await openFloor({ desks, proxy, people: ['anna-demo', 'bram-demo', 'carla-demo'], seed })
    for (let round = 0; round < rounds; round += 1) {
      const leaving = nodes.shift()
      // As a balancer does it: nobody new comes in, then it is asked to stop.
      proxy.aim(...nodes.map(({ port }) => port))
      await leaving?.stop()
      nodes.push(await startNode())
      proxy.aim(...nodes.map(({ port }) => port))
      await momentsLater(500)
    }
    await floor.goHome()
    await withDb(floor.expectNothingLost)
    keepFigures('rolling-restart', { rounds, ...floor.history.counts() })
    expect(nodes.map((node) => node.output()).join('')).not.toMatch(/"level":(50|60)/)
    await Promise.all([...floor.open.map((desk) => desk.close()), ...nodes.map((node) => node.stop())])
  })

  it('keep what they acknowledged when the database loses its power', async () => {
    const seed = faultSeed()
    const rounds = Math.ceil(faultRounds(200) / 40)
    const node = await startNode()
    proxy.aim(node.port)
    const chance = createChance(seed)
    const floor = await openFloor({ desks, proxy, people: ['dirk-demo', 'els-demo'], seed })
    for (let round = 0; round < rounds; round += 1) {
      await momentsLater(300 + chance.next() * 700)
      await cluster.kill()
      await cluster.start()
      await floor.hurry()
    }
    await floor.goHome()
    await withDb(floor.expectNothingLost)
    keepFigures('database-kill', { rounds, ...floor.history.counts() })
    await Promise.all([...floor.open.map((desk) => desk.close()), node.stop()])
  })
})

it(
  'a database that is put back from an older backup gets what it lacks from the desks',
  { timeout: 180_000 },
  async () => {
    let node = await startNode()
    proxy.aim(node.port)
    const history = createHistory()
    const people = ['farid-demo', 'henk-demo']
    const seats = people.map((medewerkerId) => newSeat(proxy, medewerkerId))
    const open = seats.map(desks.open)
    const colleagues = people.map((name, index) =>
      createColleague({ name: `${name} back-up`, chance: createChance(index + 1), history }),
    )
    const work = async (acts: number): Promise<void> => {
      for (const [index, colleague] of colleagues.entries()) {
        const desk = open[index]
        for (let n = 0; desk !== undefined && n < acts; n += 1) await colleague.act(desk)
      }
    }
    await Promise.all(open.map(signedIn))
    await settled(open)
    await work(40)
    await settled(open)
    const inBackup = history.counts().promised
    const backup = join(mkdtempSync(join(tmpdir(), 'klaar-back-up-')), 'dump')
    await cluster.dump(backup)
    const before = await readEpoch()

    // What they do now reaches the server, but word of that does not come back: the desks still hold it when the server loses it.
    proxy.set({ silent: ['down'] })
    await work(40)
    const arrived = async (): Promise<boolean> =>
      withDb(async (db) => history.compare(await readTruth(db, open)).length < history.counts().promised - inBackup)
    await until(arrived, { what: 'something reached the server after the backup' })
    await node.kill()
    proxy.cut()
    await cluster.restore(backup)
    const environment = { ...process.env, KLAAR_DATABASE_URL: cluster.url }
    await promisify(execFile)(process.execPath, [bundlePath('server/admin.js'), 'epoch', 'nieuw'], { env: environment })
    expect(await readEpoch()).not.toEqual(before)
    await work(10)
    node = await startNode()
    proxy.aim(node.port)
    proxy.heal()
    await settled(open, 60_000)
    const problems = await withDb(async (db) => [
      ...history.compare(await readTruth(db, open)),
      ...(await findBrokenNumbering(db)),
    ])
    expect(problems).toEqual([])
    expect(history.counts().promised).toBeGreaterThan(inBackup)
    const lists = await Promise.all(
      open.map((desk) =>
        desk.ask('kennisartikelen.search', { query: 'paspoort', limit: 1 }).then(({ total }) => total),
      ),
    )
    expect(lists).toEqual([134, 134])
    await Promise.all([...open.map((desk) => desk.close()), node.stop()])
  },
)
