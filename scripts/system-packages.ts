import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What the desks and servers under test need from the system, by what they look for: a program on the path, a shared library or a file. */
interface SystemPackage {
  readonly debian: string
  readonly program?: string
  readonly library?: string
  /** May hold `*` for a part that differs. */
  readonly file?: string
}

const systemPackages: readonly SystemPackage[] = [
  { debian: 'xvfb', program: 'Xvfb' },
  { debian: 'chromium', program: 'chromium' },
  { debian: 'libgtk-3-0', library: 'libgtk-3.so.0' },
  { debian: 'libnss3', library: 'libnss3.so' },
  { debian: 'libasound2', library: 'libasound.so.2' },
  { debian: 'libgbm1', library: 'libgbm.so.1' },
  { debian: 'libatk-bridge2.0-0', library: 'libatk-bridge-2.0.so.0' },
  { debian: 'libnotify4', library: 'libnotify.so.4' },
  { debian: 'libsecret-1-0', library: 'libsecret-1.so.0' },
  // In a folder per version, and not on the path.
  { debian: 'postgresql', file: '/usr/lib/postgresql/*/bin/initdb' },
  { debian: 'fonts-noto-core', file: '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf' },
]

/** Where a program lies on the path, if it does. */
export const findProgram = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable)

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Not there or not ours to run: the same to whoever wants to start it.
    return false
  }
}

const missingPackages = (): readonly string[] => {
  const libraries = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout
  return systemPackages
    .filter(
      ({ program, library, file }) =>
        !(
          (program !== undefined && findProgram(program) !== undefined) ||
          (library !== undefined && libraries.includes(library)) ||
          (file !== undefined && globSync(file).length > 0)
        ),
    )
    .map(({ debian }) => debian)
}

/**
 * Sees to it that desks can be tested on this machine. Debian as root: installs what is missing. Elsewhere on Linux: false, after
 * printing the one command to run. Other systems bring what is needed.
 */
export const provisionSystem = (): boolean => {
  if (process.platform !== 'linux') return true
  const missing = missingPackages()
  if (missing.length === 0) return true
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    console.error(`Voor de tests ontbreken systeempakketten. Voer dit uit en probeer het opnieuw:\n`)
    console.error(`  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.join(' ')}\n`)
    return false
  }
  console.log(`Systeempakketten installeren: ${missing.join(' ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...missing],
  ]) {
    const done = spawnSync('apt-get', args, { env, encoding: 'utf8' })
    if (done.status === 0) continue
    console.error(`${done.stdout}${done.stderr}\nDe systeempakketten konden niet worden geïnstalleerd.`)
    return false
  }
  return true
}
