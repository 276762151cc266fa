import { describe, expect, it } from 'vitest'
import { mutants } from './mutants'
import { runAll, seedRequests } from './run-seeds'

// A simulation that never fails proves nothing. Each of these mistakes once bit somebody (research 6); each must be found, and soon.
const withinSeeds = 400

describe('planted mistakes', () => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('finds: %s', async (_name, mutant) => {
    const results = await runAll(seedRequests(1, withinSeeds, false), { mutant, maxFailures: 1 })
    const found = results.find(({ broken }) => broken !== undefined)
    expect(mutant.caughtBy).toContain(found?.broken?.invariant)
  })
})
