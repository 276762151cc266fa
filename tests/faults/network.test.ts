import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../src/server/db/db'
import { openPostgres } from '../../src/server/db/postgres'
import { silentLogger } from '../../src/shared/node/logger'
import { createDeskProcesses, type DeskProcess, type DeskProcesses } from '../support/desk-process'
import { startPostgresCluster, type PostgresCluster } from '../support/postgres-cluster'
import { createTcpProxy } from '../support/tcp-proxy'
import { createChance, faultSeed, momentsLater } from './chance'
import { newSeat, openFloor } from './floor'
import { startServerNode } from './server-node'
import { settled, signedIn } from './settled'
import { until } from './until'

let cluster: PostgresCluster
let db: Db
let desks: DeskProcesses
beforeAll(async () => {
  cluster = await startPostgresCluster()
  db = openPostgres(cluster.url, silentLogger)
  // The demo is filled in once; after this every server finds it.
  await (await startServerNode({ databaseUrl: cluster.url })).stop()
  desks = createDeskProcesses()
})
afterAll(async () => {
  await desks.close()
  await db.close()
  await cluster.remove()
})

/** A server of this test's own behind a network of its own, on the database that all share. */
const openSite = async () => {
  const server = await startServerNode({ databaseUrl: cluster.url })
  const proxy = await createTcpProxy(server.port)
  return {
    server,
    proxy,
    close: async () => {
      await proxy.close()
      await server.kill()
    },
  }
}

// Longer than a desk waits for a sign of life (30 s over the live channel, 20 s for an answer).
const longSilenceMs = 32_000
const stateOf = async (desk: DeskProcess): Promise<string> => (await desk.ask('verbinding.find')).staat

// Side by side: most of it is waiting.
describe.concurrent('a network that', { timeout: 150_000 }, () => {
  it('is slow and uneven changes nothing', async () => {
    const { proxy, close } = await openSite()
    const floor = await openFloor({ desks, proxy, people: ['anna-demo'], seed: faultSeed(), pauseMs: 100 })
    proxy.set({ latencyMs: 60, jitterMs: 150, bytesPerSecond: 60_000 })
    await momentsLater(15_000)
    await floor.goHome()
    await floor.expectNothingLost(db)
    await Promise.all(floor.open.map((desk) => desk.close()))
    await close()
  })

  it('breaks in the middle of whatever passes costs a repetition and nothing else', async () => {
    const { proxy, close } = await openSite()
    const seed = faultSeed()
    const chance = createChance(seed)
    const floor = await openFloor({ desks, proxy, people: ['carla-demo'], seed, pauseMs: 60 })
    for (let round = 0; round < 60; round += 1) {
      const direction = chance.below(2) === 0 ? 'up' : 'down'
      proxy.set({ resetAfter: { direction, bytes: chance.below(800) } })
      await floor.hurry()
      await momentsLater(chance.next() * 300)
    }
    expect(proxy.resets()).toBeGreaterThan(10)
    proxy.heal()
    await floor.goHome()
    await floor.expectNothingLost(db)
    await Promise.all(floor.open.map((desk) => desk.close()))
    await close()
  })

  it('breaks again and again during a first copy gets it further every time', async () => {
    const { proxy, close } = await openSite()
    const desk = desks.open(newSeat(proxy, 'dirk-demo'))
    await signedIn(desk)
    // Less than the whole of it passes through one connection.
    proxy.set({ resetAfter: { direction: 'down', bytes: 40_000 } })
    proxy.cut()
    const copied = async (): Promise<boolean> => {
      await desk.ask('verbinding.probeer')
      return !(await desk.ask('verbinding.find')).eersteKopie
    }
    await until(copied, { what: 'the first copy is whole', timeout: 60_000 })
    expect(proxy.resets()).toBeGreaterThan(1)
    expect((await desk.ask('kennisartikelen.search', { query: 'paspoort', limit: 1 })).total).toBe(134)
    await desk.close()
    await close()
  })

  it('says nothing for longer than anybody waits is found out, and nothing is lost', async () => {
    const { proxy, close } = await openSite()
    const floor = await openFloor({ desks, proxy, people: ['els-demo'], seed: faultSeed(), pauseMs: 300 })
    proxy.set({ silent: ['up', 'down'] })
    await momentsLater(longSilenceMs)
    expect(await Promise.all(floor.open.map(stateOf))).not.toContain('verbonden')
    proxy.heal()
    await floor.goHome()
    await floor.expectNothingLost(db)
    await Promise.all(floor.open.map((desk) => desk.close()))
    await close()
  })

  it('lets the questions through and no answers costs a repetition and no double', async () => {
    const { proxy, close } = await openSite()
    const floor = await openFloor({ desks, proxy, people: ['gerda-demo'], seed: faultSeed(), pauseMs: 300 })
    proxy.set({ silent: ['down'] })
    await momentsLater(longSilenceMs)
    proxy.cut()
    proxy.heal()
    await floor.goHome()
    await floor.expectNothingLost(db)
    await Promise.all(floor.open.map((desk) => desk.close()))
    await close()
  })

  it('forgot the connection while the computer slept is left for a new one at once', async () => {
    const { proxy, close } = await openSite()
    const floor = await openFloor({ desks, proxy, people: ['bram-demo', 'henk-demo'], seed: faultSeed() })
    const [sleeper] = floor.open
    sleeper?.freeze()
    await momentsLater(4_000)
    proxy.strand()
    sleeper?.thaw()
    // What a shell says when the system wakes up.
    await floor.hurry()
    await floor.goHome()
    await floor.expectNothingLost(db)
    await Promise.all(floor.open.map((desk) => desk.close()))
    await close()
  })

  it('has a server that hangs and comes back loses nothing', async () => {
    const { server, proxy, close } = await openSite()
    const floor = await openFloor({ desks, proxy, people: ['farid-demo'], seed: faultSeed(), pauseMs: 300 })
    server.freeze()
    await momentsLater(longSilenceMs)
    expect(await Promise.all(floor.open.map(stateOf))).not.toContain('verbonden')
    server.thaw()
    await floor.goHome()
    await floor.expectNothingLost(db)
    await settled(floor.open)
    await Promise.all(floor.open.map((desk) => desk.close()))
    await close()
  })
})
