import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Db } from '../../src/server/db/db'
import type { DeskProcess, DeskProcesses } from '../support/desk-process'
import type { TcpProxy } from '../support/tcp-proxy'
import { createChance, momentsLater } from './chance'
import { createColleague } from './colleague'
import { createHistory, type History } from './history'
import { findBrokenNumbering, readTruth } from './server-truth'
import { settled, signedIn } from './settled'

/** A new desk on the other side of a network. */
export const newSeat = (proxy: TcpProxy, medewerkerId: string) => ({
  profileDir: mkdtempSync(join(tmpdir(), 'klaar-desk-')),
  serverUrl: `http://127.0.0.1:${proxy.port}`,
  medewerkerId,
})

interface FloorOptions {
  readonly desks: DeskProcesses
  readonly proxy: TcpProxy
  readonly people: readonly string[]
  readonly seed: number
  /** Longest pause between two things that somebody does. */
  readonly pauseMs?: number
}

/** People at work behind one network. */
export interface Floor {
  readonly open: readonly DeskProcess[]
  readonly history: History
  /** A desk waits longer after every failure; most faults must find it at work. */
  readonly hurry: () => Promise<unknown>
  /** Everybody finishes what they were doing, and every desk says what it has to say. */
  readonly goHome: () => Promise<void>
  readonly expectNothingLost: (db: Db) => Promise<void>
}

/** People work at their desks until they go home; what the server answers meanwhile is none of their business. */
export const openFloor = async ({ desks, proxy, people, seed, pauseMs = 30 }: FloorOptions): Promise<Floor> => {
  const history = createHistory()
  const open = people.map((medewerkerId) => desks.open(newSeat(proxy, medewerkerId)))
  await Promise.all(open.map(signedIn))
  await settled(open)
  let stopped = false
  const working = open.map(async (desk, index) => {
    const chance = createChance(seed + index)
    const name = `${people[index] ?? ''} ${desk.pid}`
    const colleague = createColleague({ name, chance, history })
    while (!stopped && (await colleague.act(desk))) await momentsLater(chance.next() * pauseMs)
  })
  // What goes wrong at a desk is told when the day is over, also when that is long after.
  const day = Promise.all(working)
  day.catch(() => undefined)
  return {
    open,
    history,
    hurry: () => Promise.all(open.map((desk) => desk.ask('verbinding.probeer'))),
    goHome: async () => {
      stopped = true
      await day
      await settled(open)
    },
    expectNothingLost: async (db) => {
      const truth = await readTruth(db, open)
      expect([history.compare(truth), await findBrokenNumbering(db)], `seed ${seed}`).toEqual([[], []])
    },
  }
}
