import { parentPort, workerData } from 'node:worker_threads'
import { migrate } from '../../src/server/db/migrate'
import { migrations } from '../../src/server/db/migrations'
import { openPglite } from '../../src/server/db/pglite'
import { silentLogger } from '../../src/shared/node/logger'
import { makeSchedule } from './make-schedule'
import { createOpenReal } from './open-real'
import type { RunRequest, RunResult } from './run-request'
import { shrink } from './shrink'
import { Crash } from './sim-desk'
import { simulate } from './simulate'
import type { OpenReal, SimulationOptions } from './world'

// A desk that died leaves promises behind that nobody waits for.
process.on('unhandledRejection', (error) => {
  if (!(error instanceof Crash)) throw error
})

const planted = workerData as Pick<SimulationOptions, 'counter'>

/** One database for all slow runs of this worker: each run has a gemeente of its own in it. */
let real: Promise<OpenReal> | undefined
const openReal = async (): Promise<OpenReal> => {
  const db = await openPglite('memory://')
  await migrate(db, migrations, silentLogger)
  return createOpenReal(db)
}

const run = async ({ seed, schedule: given, shrinks, traces, slow }: RunRequest): Promise<RunResult> => {
  const schedule = given ?? makeSchedule(seed)
  const options: SimulationOptions = slow ? { openReal: await (real ??= openReal()) } : planted
  const lines: string[] = []
  const trace = (line: string): void => {
    lines.push(line)
  }
  const { steps, checks, broken, traceHash, stepsOf } = await simulate(schedule, {
    ...options,
    ...(traces ? { trace } : {}),
  })
  const minimal =
    broken !== undefined && shrinks
      ? await shrink(
          schedule,
          async (smaller) => (await simulate(smaller, options)).broken?.invariant === broken.invariant,
        )
      : undefined
  return {
    seed,
    steps,
    checks,
    broken,
    traceHash,
    stepsOf,
    schedule: minimal ?? (broken === undefined ? undefined : schedule),
    lines,
  }
}

parentPort?.on('message', (request: RunRequest) => {
  void run(request).then((result) => parentPort?.postMessage(result))
})
