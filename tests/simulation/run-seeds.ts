import { availableParallelism } from 'node:os'
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { bundleWorker } from './bundle.ts'
import type { Mutant } from './mutants.ts'
import type { RunRequest, RunResult } from './run-request.ts'

export interface RunSeedsOptions {
  readonly mutant?: Mutant
  /** Ends early after so many failures. */
  readonly maxFailures?: number
  readonly onResult?: (result: RunResult) => void
}

/** Runs requests on as many workers as there are cores; which worker does which makes no difference to any of them. */
export const runAll = async (
  requests: Iterable<RunRequest>,
  { mutant, maxFailures = Infinity, onResult }: RunSeedsOptions = {},
): Promise<readonly RunResult[]> => {
  const bundle = await bundleWorker(mutant)
  const waiting = requests[Symbol.iterator]()
  const results: RunResult[] = []
  let failures = 0
  const work = async (): Promise<void> => {
    const worker = new Worker(bundle, { workerData: mutant?.counter === undefined ? {} : { counter: mutant.counter } })
    try {
      while (failures < maxFailures) {
        const next = waiting.next()
        if (next.done === true) return
        const result = await ask(worker, next.value)
        if (result.broken !== undefined) failures += 1
        results.push(result)
        onResult?.(result)
      }
    } finally {
      await worker.terminate()
    }
  }
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, work))
  } finally {
    rmSync(dirname(bundle), { recursive: true, force: true })
  }
  return results.sort((one, other) => one.seed - other.seed)
}

const ask = (worker: Worker, request: RunRequest): Promise<RunResult> =>
  new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (result: RunResult) => {
      worker.off('error', reject)
      resolve(result)
    })
    worker.postMessage(request)
  })

export const seedRequests = function* (start: number, seeds: number, shrinks = true): Generator<RunRequest> {
  for (let seed = start; seed < start + seeds; seed += 1)
    yield { seed, schedule: undefined, shrinks, traces: false, slow: false }
}
