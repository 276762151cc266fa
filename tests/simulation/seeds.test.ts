import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunRequest, RunResult } from './run-request'
import { runAll, seedRequests } from './run-seeds'
import type { Schedule } from './schedule'

const seeds = 2_000
// Every request is a real transaction here; what two of them do to each other is for the fast ones.
const slowSeeds = 12

/** What somebody needs who has to find out: the seed, the promise that broke, and the shortest way there. */
const failuresOf = (results: readonly RunResult[]) =>
  results.flatMap(({ seed, broken, schedule }) => (broken === undefined ? [] : [{ seed, ...broken, schedule }]))

describe('the simulation', () => {
  it(`keeps every promise in ${String(seeds)} runs`, async () => {
    const results = await runAll(seedRequests(1, seeds), { maxFailures: 3 })
    expect(failuresOf(results)).toEqual([])
    expect(results).toHaveLength(seeds)
  })

  it('does the same twice, down to the last statement, whatever ran before it', async () => {
    const wanted = [3, 14, 15, 92, 65, 35, 89, 79]
    const request = (seed: number): RunRequest => ({
      seed,
      schedule: undefined,
      shrinks: false,
      traces: false,
      slow: false,
    })
    const hashes = async (order: readonly number[]) =>
      (await runAll(order.map(request))).map(({ seed, steps, traceHash }) => ({ seed, steps, traceHash }))
    const first = await hashes(wanted)
    expect(await hashes([...wanted].reverse())).toEqual(first)
    expect(new Set(first.map(({ traceHash }) => traceHash)).size).toBe(wanted.length)
  })

  it('keeps every promise with the real server and its database', async () => {
    const requests = [...seedRequests(1, slowSeeds, false)].map((request) => ({ ...request, slow: true }))
    const results = await runAll(requests, { maxFailures: 1 })
    expect(failuresOf(results)).toEqual([])
    expect(results).toHaveLength(slowSeeds)
  })

  it('keeps the promises that were once broken', async () => {
    const folder = join(import.meta.dirname, 'fixtures')
    const requests = readdirSync(folder).map((name): RunRequest => {
      const schedule = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Schedule
      return { seed: schedule.seed, schedule, shrinks: false, traces: false, slow: false }
    })
    expect(requests.length).toBeGreaterThan(0)
    expect(failuresOf(await runAll(requests))).toEqual([])
  })
})
