import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileMasterKeyPath, readOrCreateFileMasterKey } from '../core/secrets/file-master-key'
import { StartProblem } from '../shell/start-problem'
import { readMasterKey, type KeyGuard } from './master-key'

/** A key store that "encrypts" by turning bytes round; enough to see that nothing is written plainly. */
const keyStore = (backend = 'gnome_libsecret', available = true): KeyGuard => ({
  isEncryptionAvailable: () => available,
  getSelectedStorageBackend: () => backend,
  encryptString: (plain) => Buffer.from(plain).reverse(),
  decryptString: (sealed) => Buffer.from(sealed).reverse().toString(),
})
const desk = () => ({
  platform: 'linux' as const,
  packaged: true,
  allowFileSecrets: false,
  profileDir: mkdtempSync(join(tmpdir(), 'klaar-sleutel-')),
})

describe('the key of a desk', () => {
  it('is made once, and lies on disk only as the key store sealed it', () => {
    const options = { ...desk(), safeStorage: keyStore() }
    const first = readMasterKey(options)
    expect(first).toMatchObject({ protection: 'systeem' })
    expect(first.key).toHaveLength(32)
    expect(readMasterKey(options)).toEqual(first)
    expect(readFileSync(join(options.profileDir, 'sleutel'), 'utf8')).not.toContain(first.key.toString('base64'))
  })

  it.each([
    { store: 'a store that only looks like one', safeStorage: keyStore('basic_text') },
    { store: 'no store', safeStorage: keyStore('unknown', false) },
  ])('is refused to a package with $store', ({ safeStorage }) => {
    const options = { ...desk(), safeStorage }
    expect(() => readMasterKey(options)).toThrow(StartProblem)
    expect(existsSync(fileMasterKeyPath(options.profileDir))).toBe(false)
  })

  it.each([
    { when: 'in development', packaged: false, allowFileSecrets: false },
    { when: 'when the administrator allows it', packaged: true, allowFileSecrets: true },
  ])('lies in a file $when', ({ packaged, allowFileSecrets }) => {
    const options = { ...desk(), packaged, allowFileSecrets, safeStorage: keyStore('basic_text') }
    expect(readMasterKey(options)).toEqual({
      key: readOrCreateFileMasterKey(options.profileDir),
      protection: 'bestand',
    })
  })

  it('is never replaced while the store that holds it is out of reach', () => {
    const options = desk()
    readMasterKey({ ...options, safeStorage: keyStore() })
    expect(() => readMasterKey({ ...options, allowFileSecrets: true, safeStorage: keyStore('basic_text') })).toThrow(
      StartProblem,
    )
  })

  it('says so when the store does not open it', () => {
    const options = desk()
    readMasterKey({ ...options, safeStorage: keyStore() })
    const locked: KeyGuard = {
      ...keyStore(),
      decryptString: () => {
        throw new Error('locked')
      },
    }
    expect(() => readMasterKey({ ...options, safeStorage: locked })).toThrow(StartProblem)
  })

  it('moves from its file into the store, and opens the same desk', () => {
    const options = desk()
    const inFile = readOrCreateFileMasterKey(options.profileDir)
    expect(readMasterKey({ ...options, safeStorage: keyStore() })).toEqual({ key: inFile, protection: 'systeem' })
    expect(existsSync(fileMasterKeyPath(options.profileDir))).toBe(false)
  })

  it('stays in its file in development, where the browser opens the same desk', () => {
    const options = { ...desk(), packaged: false }
    const inFile = readOrCreateFileMasterKey(options.profileDir)
    expect(readMasterKey({ ...options, safeStorage: keyStore() })).toEqual({ key: inFile, protection: 'bestand' })
  })
})
