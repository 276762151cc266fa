import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPglite } from '../../src/server/db/pglite'
import { openPostgres } from '../../src/server/db/postgres'
import { silentLogger } from '../../src/shared/node/logger'
import { createDeskProcesses, type DeskProcesses } from '../support/desk-process'
import { startPostgresCluster } from '../support/postgres-cluster'
import { createTcpProxy, type TcpProxy } from '../support/tcp-proxy'
import { createChance, faultSeed, momentsLater } from './chance'
import { faultRounds, keepFigures } from './figures'
import { openFloor } from './floor'
import { startServerNode } from './server-node'

let desks: DeskProcesses
let proxy: TcpProxy
beforeAll(async () => {
  desks = createDeskProcesses()
  proxy = await createTcpProxy(0)
})
afterAll(async () => {
  await desks.close()
  await proxy.close()
})

const secondsSince = (begun: number): number => Math.round((performance.now() - begun) / 1000)

describe('a server that is killed', { timeout: 3_600_000 }, () => {
  it('loses nothing on PostgreSQL: the next one goes on', async () => {
    const cluster = await startPostgresCluster()
    const start = () => startServerNode({ databaseUrl: cluster.url })
    const [seed, rounds] = [faultSeed(), faultRounds(200)]
    let serving = await start()
    // It starts while the other serves: a round must not cost a whole start.
    let standby = start()
    proxy.aim(serving.port)
    const chance = createChance(seed)
    const floor = await openFloor({ desks, proxy, people: ['anna-demo', 'carla-demo'], seed })
    const begun = performance.now()
    for (let round = 0; round < rounds; round += 1) {
      await momentsLater(chance.next() * 200)
      const next = await standby
      await serving.kill()
      serving = next
      proxy.aim(serving.port)
      await floor.hurry()
      standby = start()
    }
    await (await standby).kill()
    await floor.goHome()
    keepFigures('server-kill-postgresql', { rounds, seconds: secondsSince(begun), ...floor.history.counts() })
    const db = openPostgres(cluster.url, silentLogger)
    await floor.expectNothingLost(db)
    await db.close()
    await serving.kill()
    await cluster.remove()
    expect(floor.history.counts().promised).toBeGreaterThan(rounds)
  })

  it('loses nothing on the embedded database: it starts again on the same files', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'klaar-server-'))
    const start = () => startServerNode({ dataDir })
    const [seed, rounds] = [faultSeed(), Math.ceil(faultRounds(200) / 20)]
    let serving = await start()
    proxy.aim(serving.port)
    const chance = createChance(seed)
    const floor = await openFloor({ desks, proxy, people: ['bram-demo', 'dirk-demo'], seed })
    const begun = performance.now()
    for (let round = 0; round < rounds; round += 1) {
      await momentsLater(chance.next() * 500)
      await serving.kill()
      serving = await start()
      proxy.aim(serving.port)
      await floor.hurry()
    }
    await floor.goHome()
    keepFigures('server-kill-embedded', { rounds, seconds: secondsSince(begun), ...floor.history.counts() })
    await serving.stop()
    const db = await openPglite(join(dataDir, 'server'))
    await floor.expectNothingLost(db)
    await db.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
})
