import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPostgres } from '../../src/server/db/postgres'
import { silentLogger } from '../../src/shared/node/logger'
import { createDeskProcesses, type DeskProcesses, type DeskSeat } from '../support/desk-process'
import { startPostgresCluster, type PostgresCluster } from '../support/postgres-cluster'
import { createChance, faultSeed, momentsLater, type Chance } from './chance'
import { createColleague } from './colleague'
import { deskFilePath, findDamage } from './desk-file-check'
import { faultRounds, keepFigures } from './figures'
import { createHistory, type History } from './history'
import { startServerNode, type ServerNode } from './server-node'
import { findBrokenNumbering, readTruth } from './server-truth'
import { settled, signedIn } from './settled'

let cluster: PostgresCluster
let server: ServerNode
let desks: DeskProcesses
beforeAll(async () => {
  cluster = await startPostgresCluster()
  server = await startServerNode({ databaseUrl: cluster.url })
  desks = createDeskProcesses({ waiting: 2 })
})
afterAll(async () => {
  await desks.close()
  await server.kill()
  await cluster.remove()
})

// Most kills come while somebody works, some while the files are being opened.
const openingChance = 0.2
const longestOpeningMs = 120
const longestWorkMs = 500
// So often a desk starts without its copy, and dies while it fetches a new one.
const firstCopyChance = 0.15

interface Victim {
  readonly medewerkerId: string
  readonly rounds: number
  readonly chance: Chance
  readonly history: History
}

/** One desk that is killed again and again under the hands of who works at it. Answers its seat. */
const killAgainAndAgain = async ({ medewerkerId, rounds, chance, history }: Victim): Promise<DeskSeat> => {
  const seat = { profileDir: mkdtempSync(join(tmpdir(), 'klaar-desk-')), serverUrl: server.url, medewerkerId }
  const colleague = createColleague({ name: medewerkerId, chance, history })
  const first = desks.open(seat)
  await signedIn(first)
  await first.kill()
  for (let round = 0; round < rounds; round += 1) {
    const desk = desks.open(seat)
    const strike = (longest: number): Promise<void> => momentsLater(chance.next() * longest).then(desk.kill)
    const early = chance.next() < openingChance ? strike(longestOpeningMs) : undefined
    const problems = await colleague.lookAround(desk)
    const killed = early ?? strike(longestWorkMs)
    // Who has not seen what is there begins nothing new.
    while (problems !== undefined && (await colleague.act(desk)));
    await killed
    expect([problems ?? [], findDamage(seat)], `round ${round} of ${medewerkerId}`).toEqual([[], []])
    if (chance.next() < firstCopyChance) {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${deskFilePath(seat, 'cache')}${suffix}`, { force: true })
    }
  }
  const last = desks.open(seat)
  expect(await colleague.lookAround(last)).toEqual([])
  await last.close()
  return seat
}

it('keeps what it said was stored, however often a desk is killed', { timeout: 3_600_000 }, async () => {
  const seed = faultSeed()
  const rounds = faultRounds(200)
  const history = createHistory()
  const begun = performance.now()
  const people = ['bram-demo', 'carla-demo']
  const seats = await Promise.all(
    people.map((medewerkerId, index) =>
      killAgainAndAgain({
        medewerkerId,
        rounds: Math.ceil(rounds / people.length),
        chance: createChance(seed + index),
        history,
      }),
    ),
  )
  const last = seats.map(desks.open)
  await settled(last)
  const db = openPostgres(cluster.url, silentLogger)
  expect([history.compare(await readTruth(db, last)), await findBrokenNumbering(db)], `seed ${seed}`).toEqual([[], []])
  await db.close()
  expect(desks.output()).not.toMatch(/"level":(50|60)/)
  const seconds = Math.round((performance.now() - begun) / 1000)
  keepFigures('desk-kill', { rounds, seconds, ...history.counts() })
  // A run in which nobody got anything done proves nothing.
  expect(history.counts().promised).toBeGreaterThan(rounds / 4)
})
