import { parentPort, workerData } from 'node:worker_threads'
import { makeSchedule } from './make-schedule'
import type { Schedule } from './schedule'
import { Crash } from './sim-desk'
import { shrink } from './shrink'
import { simulate, type SimulationOptions } from './simulate'
import type { RunRequest, RunResult } from './run-request'

// A desk that died leaves promises behind that nobody waits for.
process.on('unhandledRejection', (error) => {
  if (!(error instanceof Crash)) throw error
})

const options = workerData as Pick<SimulationOptions, 'counter'>

const run = async ({ seed, schedule: given, shrinks, traces }: RunRequest): Promise<RunResult> => {
  const schedule: Schedule = given ?? makeSchedule(seed)
  const lines: string[] = []
  const result = await simulate(schedule, {
    ...options,
    ...(traces ? { trace: (line: string) => lines.push(line) } : {}),
  })
  const { steps, checks, broken, traceHash, stepsOf } = result
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
