import type { Broken, InvariantName } from './invariants'
import type { Schedule } from './schedule'
import { createWorld, type SimulationOptions } from './world'

export interface SimulationResult {
  readonly steps: number
  readonly checks: Readonly<Record<InvariantName, number>>
  readonly broken: Broken | undefined
  readonly traceHash: string
  /** Where a crash can come. */
  readonly stepsOf: { readonly desks: readonly number[]; readonly server: number }
}

// After the faults stop: a desk waits half a minute at most, greets again within two, and then needs a few conversations.
const livenessRounds = 45
const roundMs = 10_000

/** Runs one schedule: first everything that goes wrong (safety), then a world without faults in which all must become equal (liveness). */
export const simulate = async (schedule: Schedule, options: SimulationOptions = {}): Promise<SimulationResult> => {
  const { scheduler, invariants, host, desks, ...world } = await createWorld(schedule, options)
  world.start()
  await scheduler.runUntil(schedule.horizon, world.look)
  world.heal()
  for (let round = 0; round < livenessRounds && invariants.broken() === undefined; round += 1) {
    await scheduler.runUntil(scheduler.now() + roundMs, world.look)
    if (world.differences().length === 0) break
  }
  if (invariants.broken() === undefined) world.conclude()
  world.close()
  return {
    steps: scheduler.steps(),
    checks: invariants.counts(),
    broken: invariants.broken(),
    traceHash: scheduler.traceHash(),
    stepsOf: { desks: desks.map((desk) => desk.steps()), server: host.steps() },
  }
}
