import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { buildTargets, type BuildTarget } from './build-targets.ts'
import { bundlePath, repositoryRoot } from './processes/bundles.ts'

const stampFolder = join(repositoryRoot, '.cache', 'build')
const stampFile = ({ name }: BuildTarget): string => join(stampFolder, `${name}.sha256`)

// The way of building and the packages that go in count for every target.
const commonInputs = ['scripts/build.ts', 'scripts/build-targets.ts', 'package-lock.json']

/** Builds what has changed since the last time. Throws when a bundle cannot be made. */
export const build = async (): Promise<void> => {
  const stale = buildTargets
    .map((target) => ({ target, stamp: contentHash([...target.inputs, ...commonInputs]) }))
    .filter(({ target, stamp }) => !isUpToDate(target, stamp))
  if (stale.length === 0) return
  // Only now: loading the bundler takes longer than finding out that there is nothing to do.
  const vite = await import('vite')
  mkdirSync(stampFolder, { recursive: true })
  await inProduction(async () => {
    for (const { target, stamp } of stale) {
      rmSync(stampFile(target), { force: true })
      const made = mkdtempSync(join(stampFolder, `${target.name}-`))
      await vite.build(await target.config(made))
      replaceFolder(made, bundlePath(target.name))
      writeFileSync(stampFile(target), stamp)
    }
  })
}

/** What is built is what ships, whoever asks: under a test runner the bundler would otherwise mix in development code. */
const inProduction = async (work: () => Promise<void>): Promise<void> => {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
}

/** In one move, so that a desk that is starting right now finds the old bundle or the new one, and never half of it. */
const replaceFolder = (made: string, folder: string): void => {
  const old = `${made}-old`
  mkdirSync(dirname(folder), { recursive: true })
  if (existsSync(folder)) renameSync(folder, old)
  renameSync(made, folder)
  rmSync(old, { recursive: true, force: true })
}

const isUpToDate = (target: BuildTarget, stamp: string): boolean => {
  const file = stampFile(target)
  return existsSync(bundlePath(target.name)) && existsSync(file) && readFileSync(file, 'utf8') === stamp
}

const contentHash = (inputs: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const path of inputs.flatMap(listFiles))
    hash.update(`${path}\0`).update(readFileSync(join(repositoryRoot, path)))
  return hash.digest('hex')
}

const listFiles = (path: string): readonly string[] => {
  if (!statSync(join(repositoryRoot, path)).isDirectory()) return isTest(path) ? [] : [path]
  return readdirSync(join(repositoryRoot, path))
    .sort()
    .flatMap((name) => listFiles(`${path}/${name}`))
}

const isTest = (path: string): boolean => /[.]test[.]tsx?$/.test(path)

if (import.meta.main) {
  const started = performance.now()
  await build()
  console.log(`Gebouwd in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
