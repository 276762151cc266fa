import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { instantOf, type Instant } from '../../../shared/kernel/clock'
import type { SecretStore } from '../secrets/secret-store'
import { deskFolderOf, listDeskFolders, sqliteSuffixes, type DeskFile } from './desk-folder'

interface WipeOptions {
  readonly profileDir: string
  readonly medewerkerId: string
  readonly secrets: SecretStore
}

// Says which folder is being destroyed, so that a desk that dies halfway goes on with it at its next start.
const wipingName = 'wissen'

/**
 * Makes the cache unreadable for ever and removes it: its key first, durably, so that a copy of the file is worth nothing. The files
 * must be closed. The outbox and its own key stay.
 */
export const shredCache = ({ profileDir, medewerkerId, secrets }: WipeOptions): void => {
  shredFile(deskFolderOf(profileDir, medewerkerId).cache, secrets)
}

/**
 * Does the same to the caches of colleagues who signed out here and did not come back since: nobody opens their files to look at the last
 * contact, so the time of the last write counts. Their outboxes stay. `present` is who is about to sign in.
 */
export const shredCachesLeftBehind = (
  { profileDir, secrets }: Pick<WipeOptions, 'profileDir' | 'secrets'>,
  present: string,
  before: Instant,
): void => {
  const own = deskFolderOf(profileDir, present).name
  for (const { name, cache } of listDeskFolders(profileDir)) {
    const written = name === own ? undefined : lastWrite(cache)
    if (written !== undefined && written < before) shredFile(cache, secrets)
  }
}

const shredFile = ({ path, keyName }: DeskFile, secrets: SecretStore): void => {
  secrets.remove(keyName)
  for (const suffix of sqliteSuffixes) rmSync(`${path}${suffix}`, { force: true })
}

const lastWrite = ({ path }: DeskFile): Instant | undefined => {
  const times = sqliteSuffixes.flatMap((suffix) => {
    const found = statSync(`${path}${suffix}`, { throwIfNoEntry: false })
    return found === undefined ? [] : [instantOf(found.mtime)]
  })
  return times.sort().at(-1)
}

/**
 * Destroys everything of a medewerker on this desk, and changes other secrets with it (undefined removes). One durable step takes all keys, so it cannot be
 * half done; removing the files comes after and is finished at the next start when this one ends first.
 */
export const destroyDesk = (options: WipeOptions, also: Readonly<Record<string, string | undefined>>): void => {
  const { profileDir, medewerkerId, secrets } = options
  finishDestroying(options)
  const folder = deskFolderOf(profileDir, medewerkerId)
  const names = [folder.cache.keyName, folder.outbox.keyName, folder.lockName]
  secrets.change({
    ...Object.fromEntries(names.map((name) => [name, undefined])),
    ...also,
    [wipingName]: folder.name,
  })
  finishDestroying(options)
}

/**
 * Removes the files of a desk whose keys are already destroyed. To be called at start, before files are opened. Files that cannot be removed
 * now stay unreadable, and are tried again at the next start.
 */
export const finishDestroying = ({ profileDir, secrets }: Pick<WipeOptions, 'profileDir' | 'secrets'>): void => {
  const folder = secrets.read(wipingName)
  if (folder === undefined) return
  try {
    rmSync(join(profileDir, folder), { recursive: true, force: true })
  } catch {
    return
  }
  secrets.remove(wipingName)
}

/** Whether the cache of this medewerker was locked for want of contact, and has not been let in since. */
export interface DeskLock {
  readonly isShut: () => boolean
  /** Destroys the cache; the files must be closed. */
  readonly shut: () => void
  readonly open: () => void
}

export const createDeskLock = (options: WipeOptions): DeskLock => {
  const { profileDir, medewerkerId, secrets } = options
  const { lockName, cache } = deskFolderOf(profileDir, medewerkerId)
  return {
    isShut: () => secrets.read(lockName) !== undefined,
    shut: () => {
      // Key and lock in one step: never a locked desk with a readable cache, never the other way round.
      secrets.change({ [cache.keyName]: undefined, [lockName]: 'ja' })
      shredCache(options)
    },
    open: () => {
      if (secrets.read(lockName) !== undefined) secrets.remove(lockName)
    },
  }
}
