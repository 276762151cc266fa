import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk that can be full, for a desk to live on. */
export interface SmallDisk {
  readonly folder: string
  readonly fill: () => void
  readonly empty: () => void
  readonly remove: () => void
}

/** Only the system's administrator can make disks. */
export const canMakeDisks = (): boolean => process.getuid?.() === 0

const mount = (folder: string, ...options: readonly string[]): void => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options.join(','), 'tmpfs', folder])
}
const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'klaar-disk-'))

export const createSmallDisk = (megabytes: number): SmallDisk => {
  const folder = makeFolder()
  mount(folder, `size=${megabytes}m`)
  const filler = join(folder, 'vol')
  return {
    folder,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(filler, Buffer.alloc(bavail * bsize))
    },
    empty: () => {
      rmSync(filler)
    },
    remove: () => {
      execFileSync('umount', [folder])
      rmSync(folder, { recursive: true })
    },
  }
}

/** A folder that can be made read-only. Its mode stops an ordinary user; the administrator needs a disk that is read-only. */
export const createLockableFolder = () => {
  const path = makeFolder()
  const isAdministrator = canMakeDisks()
  if (isAdministrator) mount(path, 'size=24m')
  const setMode = (mode: number): void => {
    for (const name of ['.', ...readdirSync(path, { recursive: true, encoding: 'utf8' })]) {
      const each = join(path, name)
      chmodSync(each, statSync(each).isDirectory() ? mode : mode & 0o666)
    }
  }
  return {
    path,
    lock: () => {
      if (isAdministrator) mount(path, 'remount', 'ro')
      else setMode(0o500)
    },
    unlock: () => {
      if (isAdministrator) mount(path, 'remount', 'rw')
      else setMode(0o700)
    },
    remove: () => {
      if (isAdministrator) execFileSync('umount', [path])
      rmSync(path, { recursive: true })
    },
  }
}

/** For everybody else: no file of this process may grow beyond so many bytes. */
export const limitFileSize = (pid: number, bytes: number | 'unlimited'): void => {
  // The hard limit stays, or it could never be lifted again.
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`])
}
