import { parseArgs } from 'node:util'
import { invariantNames } from '../tests/simulation/invariants.ts'
import { runAll, seedRequests } from '../tests/simulation/run-seeds.ts'
import type { RunRequest, RunResult } from '../tests/simulation/run-request.ts'
import { describeItem } from '../tests/simulation/schedule.ts'

// `npm run sim`: desks and a server in one process, with invented time and chance (tests/simulation/README.md).

const usage = 'Gebruik: npm run sim -- [--seeds N] [--start S] [--json] [--trace SEED]'

const readOptions = () => {
  try {
    const { values } = parseArgs({
      options: {
        seeds: { type: 'string', default: '2000' },
        start: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        trace: { type: 'string' },
      },
    })
    const numbers = [values.seeds, values.start, values.trace ?? '0'].map(Number)
    return numbers.every((number) => Number.isSafeInteger(number) && number >= 0)
      ? { seeds: numbers[0] ?? 0, start: numbers[1] ?? 0, json: values.json, trace: values.trace }
      : undefined
  } catch {
    // An option that does not exist: the caller sees the usage line.
    return undefined
  }
}

const showFailure = ({ seed, broken, schedule }: RunResult): void => {
  console.log(`\nseed ${seed} breaks ${broken?.invariant ?? ''}: ${broken?.detail ?? ''}`)
  for (const desk of schedule?.desks ?? []) console.log(`  ${desk.medewerkerId}: ${desk.rol} van ${desk.afdelingId}`)
  for (const item of schedule?.items ?? []) console.log(`  ${describeItem(item)}`)
  console.log(`  as a fixture: ${JSON.stringify(schedule)}`)
}

const summarise = (results: readonly RunResult[]) => ({
  seeds: results.length,
  steps: results.reduce((sum, { steps }) => sum + steps, 0),
  invariants: Object.fromEntries(
    invariantNames.map((name) => [name, results.reduce((sum, { checks }) => sum + checks[name], 0)]),
  ),
  failures: results.flatMap(({ seed, broken, schedule }) =>
    broken === undefined ? [] : [{ seed, invariant: broken.invariant, detail: broken.detail, schedule }],
  ),
})

const run = async (requests: Iterable<RunRequest>, json: boolean): Promise<number> => {
  const started = performance.now()
  const results = await runAll(requests, {
    onResult: (result) => {
      if (json) return
      if (result.lines.length > 0) console.log(result.lines.join('\n'))
      if (result.broken !== undefined) showFailure(result)
    },
  })
  const summary = summarise(results)
  if (json) console.log(JSON.stringify(summary))
  else {
    const seconds = (performance.now() - started) / 1000
    console.log(`\n${summary.seeds} seeds, ${summary.steps} steps in ${seconds.toFixed(1)} s`)
    for (const [name, checks] of Object.entries(summary.invariants)) console.log(`  ${name}: ${checks} checks`)
    console.log(`${summary.failures.length} failures`)
  }
  return summary.failures.length === 0 ? 0 : 1
}

const options = readOptions()
if (options === undefined) {
  console.error(usage)
  process.exitCode = 2
} else {
  const { seeds, start, json, trace } = options
  const requests =
    trace === undefined
      ? seedRequests(start, seeds)
      : [{ seed: Number(trace), schedule: undefined, shrinks: false, traces: true, slow: false }]
  process.exitCode = await run(requests, json)
}
