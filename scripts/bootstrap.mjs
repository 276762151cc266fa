// Runs a script of this project: `node scripts/bootstrap.mjs <script> [arguments]`. The one file that any Node from 20 up must
// understand: it installs what is missing and hands over to the project's own Node (a package like any other, see docs/adr).

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const windows = process.platform === 'win32'
const projectNode = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')

/** The packages of a lock file by path; undefined when there is no such file. */
const packagesIn = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined)

/** npm keeps a list of what lies in node_modules; packages for other platforms are rightly absent from it. */
const isInstalled = () => {
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'))
  if (installed === undefined || !existsSync(projectNode)) return false
  const wanted = Object.entries(packagesIn(join(root, 'package-lock.json')))
  return wanted.every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true
    return installed[path] === undefined ? (optional ?? devOptional ?? false) : installed[path].version === version
  })
}

const install = () => {
  process.stderr.write('Klaar installeert eerst zijn onderdelen (eenmalig, ongeveer een minuut) …\n')
  // Under npm this is the very npm that the user called; its engine warnings are about Node 20, which only runs this file.
  const npm = process.env.npm_execpath
  const [command, ...first] = npm === undefined ? ['npm'] : [process.execPath, npm]
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error']
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', shell: windows && npm === undefined })
  if (done.status === 0 && existsSync(projectNode)) return
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}\n`)
  process.stderr.write('Installeren is niet gelukt. Controleer de netwerkverbinding en probeer het opnieuw.\n')
  process.exit(1)
}

const run = (args) => {
  const child = spawn(projectNode, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${dirname(projectNode)}${delimiter}${process.env.PATH ?? ''}` },
  })
  // The script decides how to stop; this process only waits for it, so that nobody gets the prompt back too early.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]))
}

const args = process.argv.slice(2)
if (args.length === 0) {
  process.stderr.write('Gebruik: node scripts/bootstrap.mjs <script> [argumenten]\n')
  process.exit(2)
}
if (!isInstalled()) install()
run(args)
