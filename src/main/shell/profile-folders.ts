import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

export interface ProfileFolders {
  /** Holds what belongs to this desk, whichever shell opens it. */
  readonly base: string
  /** For the core: sealed secrets and encrypted databases. */
  readonly core: string
}

/** Makes the folders of a desk, for this user only. Throws the file system's own error when that cannot be done. */
export const makeProfileFolders = (base: string): ProfileFolders => {
  const core = join(base, 'werkplek')
  mkdirSync(core, { recursive: true, mode: 0o700 })
  return { base, core }
}

/** The desk's master key as the system's key store sealed it; only the desktop application can open it. */
export const sealedMasterKeyPath = (base: string): string => join(base, 'sleutel')

/** Where a desk lives when `KLAAR_PROFILE_DIR` does not say: the folder that this system keeps for programs of a user. */
export const defaultProfileDir = (
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): string => {
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Klaar')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Klaar')
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'klaar')
}
