import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { repositoryRoot } from './processes/bundles.ts'

/** One program to run: under this Node, from the root of the project. */
export interface Stage {
  readonly name: string
  readonly args: readonly string[]
}

export interface StageResult {
  readonly name: string
  readonly ok: boolean
  readonly seconds: number
  /** Empty when it was streamed. */
  readonly output: string
}

const bin = (path: string): string => `node_modules/${path}`

const types = (project: string): Stage => ({
  name: `types (${project})`,
  args: [bin('typescript/bin/tsc'), '-p', `tsconfig.${project}.json`],
})

/** What `npm run check` proves; longest first, so that the short ones fill the gaps. */
export const checkStages: readonly Stage[] = [
  {
    name: 'lint',
    args: [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
  },
  types('tests'),
  types('web'),
  types('node'),
  types('shared'),
  {
    name: 'boundaries',
    args: [bin('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.cjs', 'src'],
  },
  { name: 'unused code', args: [bin('knip/bin/knip.js')] },
  {
    name: 'format',
    args: [
      bin('prettier/bin/prettier.cjs'),
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-location',
      '.cache/prettier',
      '.',
    ],
  },
]

/** Runs one stage. `stream` shows its output while it comes; otherwise it is kept for the result. */
export const runStage = async (
  { name, args }: Stage,
  mode: 'stream' | 'keep',
  stop: AbortSignal,
): Promise<StageResult> => {
  const started = performance.now()
  const child = spawn(process.execPath, args, { cwd: repositoryRoot, stdio: mode === 'stream' ? 'inherit' : 'pipe' })
  // As Ctrl+C in its own terminal would: test runners clean up after that.
  const interrupt = () => child.kill('SIGINT')
  stop.addEventListener('abort', interrupt)
  const parts: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => parts.push(part.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  stop.removeEventListener('abort', interrupt)
  return { name, ok: code === 0, seconds: (performance.now() - started) / 1000, output: parts.join('') }
}

/** Runs stages side by side, as many as there are processor cores, and tells of each as it is done. */
export const runInParallel = async (
  stages: readonly Stage[],
  onDone: (result: StageResult) => void,
  stop: AbortSignal,
): Promise<readonly StageResult[]> => {
  const waiting = [...stages]
  const results: StageResult[] = []
  const work = async () => {
    for (let stage = waiting.shift(); stage !== undefined && !stop.aborted; stage = waiting.shift()) {
      const result = await runStage(stage, 'keep', stop)
      results.push(result)
      onDone(result)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return results
}

/** One line per stage, with what it said when it failed. */
export const describeStage = ({ name, ok, seconds, output }: StageResult): string =>
  `${ok ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)${ok || output === '' ? '' : `\n${output}`}`
