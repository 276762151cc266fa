import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fetchFallbackRuntime, fallbackRuntime, isFallbackPlatform } from './electron-fallback.ts'
import { repositoryRoot } from './processes/bundles.ts'

/** An Electron that opens the application named on its command line. */
export interface ElectronRuntime {
  readonly executablePath: string
  readonly version: string
}

/** An unpacked Electron to build a package from. */
export interface PackagingRuntime {
  readonly folder: string
  readonly version: string
  /** Too old to load the database in its own Node: the package has to bring one along. */
  readonly needsOwnNode: boolean
}

type Found<Runtime> =
  | { readonly kind: 'found'; readonly runtime: Runtime }
  /** `reason` is a plain Dutch sentence. */
  | { readonly kind: 'missing'; readonly reason: string }

const packageFolder = join(repositoryRoot, 'node_modules', 'electron')
const installedFolder = join(packageFolder, 'dist')

// Finding out that the download host is out of reach must not be felt; the download itself is about a hundred megabytes.
const probeMs = 3000
const downloadMs = 180_000

/**
 * Electron for development and tests: the installed package, which fetches its binary from outside the registry the first time, else
 * on linux-x64 a genuine but older one from a registry package (docs/adr says why).
 */
export const findElectronRuntime = async (): Promise<Found<ElectronRuntime>> => {
  const found = await findRuntime()
  if (found.kind === 'missing') return found
  const lacking = lackingLibraries(found.runtime.executablePath)
  return lacking.length === 0
    ? found
    : { kind: 'missing', reason: `Voor een venster mist dit systeem nog: ${lacking.join(', ')}.` }
}

/** What a package is built from; prefers the same Electron as development does. */
export const findPackagingRuntime = async (): Promise<Found<PackagingRuntime>> => {
  const found = await findRuntime()
  if (found.kind === 'missing') return found
  const runtime =
    found.runtime.executablePath === installedExecutable()
      ? { folder: installedFolder, version: found.runtime.version, needsOwnNode: false }
      : { folder: fallbackRuntime.pristineFolder, version: fallbackRuntime.version, needsOwnNode: true }
  return { kind: 'found', runtime }
}

const findRuntime = async (): Promise<Found<ElectronRuntime>> => {
  const fallback = { executablePath: fallbackRuntime.executablePath, version: fallbackRuntime.version }
  if (isInstalled()) return foundInstalled()
  // Looked for before the download is tried, so that a machine without a way out pays for that once.
  if (existsSync(fallback.executablePath)) return { kind: 'found', runtime: fallback }
  if ((await isDownloadInReach()) && download()) return foundInstalled()
  if (!isFallbackPlatform) return { kind: 'missing', reason: 'Electron kan hier niet worden opgehaald.' }
  return fetchFallbackRuntime()
    ? { kind: 'found', runtime: fallback }
    : { kind: 'missing', reason: 'Electron kan hier niet worden opgehaald, ook niet uit het pakketregister.' }
}

const foundInstalled = (): Found<ElectronRuntime> => ({
  kind: 'found',
  runtime: {
    executablePath: installedExecutable(),
    version: readFileSync(join(installedFolder, 'version'), 'utf8').trim().replace(/^v/, ''),
  },
})

const installedExecutable = (): string => {
  const names: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  }
  return join(installedFolder, names[process.platform] ?? 'electron')
}

const isInstalled = (): boolean => existsSync(join(installedFolder, 'version')) && existsSync(installedExecutable())

const isDownloadInReach = async (): Promise<boolean> => {
  const mirror = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases'
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(probeMs) })
    return true
  } catch {
    // Any failure to get there at all means: not from here.
    return false
  }
}

const download = (): boolean => {
  spawnSync(process.execPath, [join(packageFolder, 'install.js')], { stdio: 'ignore', timeout: downloadMs })
  return isInstalled()
}

/** Shared libraries that a Linux system does not have; empty elsewhere. */
const lackingLibraries = (executable: string): readonly string[] => {
  if (process.platform !== 'linux') return []
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
  return stdout
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0] ?? '')
}
