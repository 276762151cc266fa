import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { repositoryRoot } from './processes/bundles.ts'
import { listenForStop } from './processes/stop-asked.ts'
import { checkStages, describeStage, runInParallel, runStage, type StageResult } from './stages.ts'
import { provisionSystem } from './system-packages.ts'

interface Count {
  readonly passed: number
  readonly failed: number
}

const vitestProjects = ['unit', 'integration', 'simulation', 'faults', 'e2e', 'package'] as const
const stageNames = ['check', ...vitestProjects] as const
type StageName = (typeof stageNames)[number]

const isStageName = (name: string): name is StageName => stageNames.some((known) => known === name)

const usage = `Gebruik: npm test [-- --only ${stageNames.join(',')}]`

const readSelection = (): readonly StageName[] | undefined => {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' } } })
    const names = values.only?.split(',') ?? stageNames
    const selection = names.filter(isStageName)
    return selection.length === names.length ? selection : undefined
  } catch {
    // An option that does not exist: the caller sees the same usage line.
    return undefined
  }
}

const tell = (result: StageResult): void => {
  console.log(describeStage(result))
}

const check = async (stop: AbortSignal): Promise<Count> => {
  const results = await runInParallel(checkStages, tell, stop)
  const passed = results.filter(({ ok }) => ok).length
  return { passed, failed: results.length - passed }
}

const countsIn = (report: string): Count => {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>
    return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0 }
  } catch {
    // The run broke off before it could report; the stage itself counts as the failure below.
    return { passed: 0, failed: 0 }
  }
}

const runVitest = async (project: string, stop: AbortSignal): Promise<Count> => {
  const report = join(repositoryRoot, '.cache', 'test', `${project}.json`)
  mkdirSync(join(repositoryRoot, '.cache', 'test'), { recursive: true })
  rmSync(report, { force: true })
  const vitest = 'node_modules/vitest/vitest.mjs'
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const result = await runStage(
    { name: project, args: [vitest, 'run', '--project', project, ...reporters] },
    'stream',
    stop,
  )
  tell(result)
  const { passed, failed } = countsIn(report)
  // A file that does not load, an error between tests or an empty project is a failure without a failed test.
  return { passed, failed: result.ok || failed > 0 ? failed : 1 }
}

const run = async (selection: readonly StageName[], stop: AbortSignal): Promise<number> => {
  const total = { passed: 0, failed: 0 }
  for (const name of selection) {
    console.log(`\n── ${name}`)
    const { passed, failed } = name === 'check' ? await check(stop) : await runVitest(name, stop)
    total.passed += passed
    total.failed += failed
    if (stop.aborted) return 130
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
}

const selection = readSelection()
if (selection === undefined) {
  console.error(usage)
  process.exitCode = 2
} else if (!provisionSystem()) {
  process.exitCode = 1
} else {
  process.exitCode = await run(selection, listenForStop().signal)
}
