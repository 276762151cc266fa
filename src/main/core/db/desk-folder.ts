import { createHash, randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { SecretStore } from '../secrets/secret-store'

/** Where the files of one medewerker lie on this desk, and under which names their keys are kept. */
export interface DeskFolder {
  /** Its name within the profile folder. */
  readonly name: string
  readonly path: string
  readonly cache: DeskFile
  readonly outbox: DeskFile
  /** Secret that says that the cache was locked for want of contact with the server. */
  readonly lockName: string
}

export interface DeskFile {
  readonly path: string
  readonly keyName: string
}

export const deskFolderOf = (profileDir: string, medewerkerId: string): DeskFolder =>
  // A hash, because an account name is personal data and may hold characters that a file system refuses.
  deskFolderNamed(profileDir, createHash('sha256').update(medewerkerId).digest('hex').slice(0, 16))

/** The folders of everybody who ever signed in at this desk. */
export const listDeskFolders = (profileDir: string): readonly DeskFolder[] =>
  readdirSync(profileDir)
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => deskFolderNamed(profileDir, name))

const deskFolderNamed = (profileDir: string, name: string): DeskFolder => {
  const path = join(profileDir, name)
  const file = (kind: 'cache' | 'outbox'): DeskFile => ({
    path: join(path, `${kind}.db`),
    keyName: `${name}/${kind}`,
  })
  return { name, path, cache: file('cache'), outbox: file('outbox'), lockName: `${name}/vergrendeld` }
}

/** SQLite's own files beside a database. */
export const sqliteSuffixes = ['', '-wal', '-shm'] as const

/**
 * Lends a file's key for as long as `use` takes and overwrites it then; undefined when there is none. A key is made only together with
 * its file: a new key for an existing file would make it unreadable for ever.
 */
export const withKey = <Value>(
  secrets: SecretStore,
  name: string,
  isNew: boolean,
  use: (key: Buffer | undefined) => Value,
): Value => {
  const key = readKey(secrets, name) ?? (isNew ? makeKey(secrets, name) : undefined)
  try {
    return use(key)
  } finally {
    key?.fill(0)
  }
}

const readKey = (secrets: SecretStore, name: string): Buffer | undefined => {
  const known = secrets.read(name)
  return known === undefined ? undefined : Buffer.from(known, 'hex')
}

const makeKey = (secrets: SecretStore, name: string): Buffer => {
  const key = randomBytes(32)
  secrets.write(name, key.toString('hex'))
  return key
}
