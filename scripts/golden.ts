import { build } from './build.ts'
import { listenForStop } from './processes/stop-asked.ts'
import { runStage } from './stages.ts'

// `npm run golden`: writes down what messages and desk files of the present version look like, for later versions to read
// (tests/golden). What is there already stays as it is.

await build()
const { ok } = await runStage(
  { name: 'golden', args: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'golden'] },
  'stream',
  listenForStop().signal,
)
process.exitCode = ok ? 0 : 1
