import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { fileMasterKeyPath, readOrCreateFileMasterKey } from '../core/secrets/file-master-key'
import type { SecretStore } from '../core/secrets/secret-store'
import { writeDurably } from '../core/secrets/write-durably'
import { sealedMasterKeyPath } from '../shell/profile-folders'
import { StartProblem } from '../shell/start-problem'

/** Electron's `safeStorage`, in the form that every version of Electron that we run has. */
export interface KeyGuard {
  readonly isEncryptionAvailable: () => boolean
  /** Only on Linux. */
  readonly getSelectedStorageBackend?: () => string
  readonly encryptString: (plain: string) => Buffer
  /** Throws when the key store does not open it. */
  readonly decryptString: (sealed: Buffer) => string
}

interface MasterKeyOptions {
  readonly safeStorage: KeyGuard
  readonly platform: NodeJS.Platform
  readonly packaged: boolean
  readonly allowFileSecrets: boolean
  /** Existing folder of this desk. */
  readonly profileDir: string
}

export interface MasterKey {
  readonly key: Buffer
  readonly protection: SecretStore['protection']
}

/**
 * The key that opens this desk's secrets, guarded by the operating system. Where that guards nothing, development uses a file and
 * says so on screen; a packaged desk refuses with a `StartProblem`, unless the administrator has allowed the file.
 */
export const readMasterKey = (options: MasterKeyOptions): MasterKey => {
  const { safeStorage, packaged, allowFileSecrets, profileDir } = options
  const sealed = sealedMasterKeyPath(profileDir)
  const inFile = existsSync(fileMasterKeyPath(profileDir))

  if (!isGuarded(options)) {
    if (existsSync(sealed)) throw new StartProblem(unreachable)
    if (packaged && !allowFileSecrets) throw new StartProblem(refused)
    return { key: readOrCreateFileMasterKey(profileDir), protection: 'bestand' }
  }
  // In development a desk is also opened in the browser, which knows only the file: both must find the same key.
  if (inFile && !packaged) return { key: readOrCreateFileMasterKey(profileDir), protection: 'bestand' }

  if (!existsSync(sealed)) {
    const key = inFile ? readOrCreateFileMasterKey(profileDir) : randomBytes(32)
    writeDurably(sealed, safeStorage.encryptString(key.toString('base64')))
  }
  const key = unseal(sealed, safeStorage)
  // A key that has moved into the system's keeping must not stay readable beside it.
  rmSync(fileMasterKeyPath(profileDir), { force: true })
  return { key, protection: 'systeem' }
}

/** On Linux without a key store Electron "encrypts" with a password that everybody knows. */
const isGuarded = ({ safeStorage, platform }: MasterKeyOptions): boolean =>
  safeStorage.isEncryptionAvailable() &&
  (platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend?.() ?? 'unknown'))

const unseal = (file: string, safeStorage: KeyGuard): Buffer => {
  try {
    return Buffer.from(safeStorage.decryptString(readFileSync(file)), 'base64')
  } catch (error) {
    throw new StartProblem(unreachable, { cause: error })
  }
}

const unreachable =
  'De sleutel van deze werkplek zit in de sleutelbewaring van het systeem, en die opent nu niet. Meld u opnieuw aan bij het systeem en probeer het nog eens. Er is niets verloren.'
const refused =
  'Dit systeem heeft geen veilige sleutelbewaring (zoals gnome-keyring of kwallet). Vraag uw beheerder om die in te schakelen. Met KLAAR_ALLOW_FILE_SECRETS=true mag de sleutel in een bestand staan.'
