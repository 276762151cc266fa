import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { repositoryRoot } from './processes/bundles.ts'
import { listenForStop } from './processes/stop-asked.ts'
import { runStage } from './stages.ts'

const usage = `Gebruik: npm run faults [-- --rounds N] [--only NAAM] [--seed N] [--json]

  --rounds N    hoe vaak elke storing toeslaat (zonder: zoals npm test)
  --only NAAM   alleen tests/faults/NAAM.test.ts
  --seed N      begin van het toeval, zoals een mislukte test het meldt
  --json        sluit af met de cijfers, één JSON-regel per onderdeel`

const wholeNumber = /^[1-9]\d*$/
const figuresFolder = join(repositoryRoot, '.cache', 'faults')

const readOptions = () => {
  try {
    const { values } = parseArgs({
      options: {
        rounds: { type: 'string' },
        only: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const numbers = [values.rounds, values.seed].filter((value) => value !== undefined)
    const known =
      values.only === undefined || existsSync(join(repositoryRoot, 'tests/faults', `${values.only}.test.ts`))
    return known && numbers.every((value) => wholeNumber.test(value)) ? values : undefined
  } catch {
    // An option that does not exist: the caller sees the same usage.
    return undefined
  }
}

/** Real processes under real faults, as often as asked. The tests themselves decide what is wrong; this passes the figures on. */
const run = async ({ rounds, only, seed, json }: NonNullable<ReturnType<typeof readOptions>>): Promise<number> => {
  rmSync(figuresFolder, { recursive: true, force: true })
  mkdirSync(figuresFolder, { recursive: true })
  if (rounds !== undefined) process.env['FAULT_ROUNDS'] = rounds
  if (seed !== undefined) process.env['FAULT_SEED'] = seed
  const filter = only === undefined ? [] : [`tests/faults/${only}.test.ts`]
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'faults', ...filter]
  const { ok, output } = await runStage(
    { name: 'faults', args: vitest },
    json ? 'keep' : 'stream',
    listenForStop().signal,
  )
  if (json && !ok) process.stderr.write(output)
  for (const file of readdirSync(figuresFolder).sort()) {
    const line = readFileSync(join(figuresFolder, file), 'utf8').trim()
    console.log(json ? line : line.replaceAll(/[{}"]/g, '').replaceAll(',', '  '))
  }
  return ok ? 0 : 1
}

const options = readOptions()
if (options === undefined) {
  console.error(usage)
  process.exitCode = 2
} else {
  process.exitCode = await run(options)
}
