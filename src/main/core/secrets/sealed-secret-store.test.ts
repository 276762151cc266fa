import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOrCreateFileMasterKey } from './file-master-key'
import { createSealedSecretStore } from './sealed-secret-store'

const folder = () => mkdtempSync(join(tmpdir(), 'klaar-secrets-'))

describe('sealed secret store', () => {
  it('gives back after a restart what was written, and nothing readable lies on disk', () => {
    const file = join(folder(), 'geheimen')
    const masterKey = randomBytes(32)
    createSealedSecretStore({ file, masterKey, protection: 'bestand' }).write('session', 'kanarie-1234')
    expect(createSealedSecretStore({ file, masterKey, protection: 'bestand' }).read('session')).toBe('kanarie-1234')
    expect(readFileSync(file).includes('kanarie')).toBe(false)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('forgets what was removed', () => {
    const file = join(folder(), 'geheimen')
    const masterKey = randomBytes(32)
    const store = createSealedSecretStore({ file, masterKey, protection: 'bestand' })
    store.write('a', '1')
    store.remove('a')
    expect(createSealedSecretStore({ file, masterKey, protection: 'bestand' }).read('a')).toBeUndefined()
  })

  it('changes several at once, and knows at once what another holder changed', () => {
    const file = join(folder(), 'geheimen')
    const masterKey = randomBytes(32)
    const [one, other] = [0, 1].map(() => createSealedSecretStore({ file, masterKey, protection: 'bestand' }))
    one?.change({ a: '1', b: '2' })
    other?.change({ a: undefined, c: '3' })
    expect(['a', 'b', 'c'].map((name) => one?.read(name))).toEqual([undefined, '2', '3'])
  })

  it('refuses another key by name instead of starting empty', () => {
    const file = join(folder(), 'geheimen')
    createSealedSecretStore({ file, masterKey: randomBytes(32), protection: 'bestand' }).write('a', '1')
    expect(() => createSealedSecretStore({ file, masterKey: randomBytes(32), protection: 'bestand' })).toThrow(
      'wrong_key',
    )
  })
})

describe('file master key', () => {
  it('is made once and only readable by its owner', () => {
    const dir = folder()
    const first = readOrCreateFileMasterKey(dir)
    expect(readOrCreateFileMasterKey(dir)).toEqual(first)
    expect(statSync(join(dir, 'ontwikkelsleutel')).mode & 0o777).toBe(0o600)
  })

  it('refuses a damaged key file instead of making a new one', () => {
    const dir = folder()
    readOrCreateFileMasterKey(dir)
    writeFileSync(join(dir, 'ontwikkelsleutel'), 'abc')
    expect(() => readOrCreateFileMasterKey(dir)).toThrow('wrong_key')
  })
})
