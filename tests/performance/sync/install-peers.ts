import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'peers')

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>
}

const readLock = (file: string): Lock['packages'] | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Lock).packages : undefined

/** As scripts/bootstrap.mjs does for the project: npm keeps a list of what lies in node_modules. */
const isInstalled = (): boolean => {
  const installed = readLock(join(folder, 'node_modules', '.package-lock.json'))
  const wanted = Object.entries(readLock(join(folder, 'package-lock.json')) ?? {})
  return wanted.every(([path, { version, optional }]) =>
    path === '' || installed?.[path] === undefined
      ? path === '' || optional === true
      : installed[path].version === version,
  )
}

/** The other systems are only needed here, so only here they are installed. Throws when that fails. */
export const installPeers = (): void => {
  if (isInstalled()) return
  console.error('De systemen om mee te vergelijken worden geïnstalleerd (eenmalig, ongeveer een halve minuut) …')
  const npm = process.env['npm_execpath']
  const [command, ...first] = npm === undefined ? ['npm'] : [process.execPath, npm]
  // Their install scripts only look for a compiler; what they need is in the packages.
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const done = spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`Installeren is niet gelukt: ${done.stderr.slice(0, 2000)}`)
}
