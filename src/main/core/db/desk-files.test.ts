import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { AppFailure } from '../../../shared/kernel/result'
import { silentLogger } from '../../../shared/node/logger'
import { emptyWriteAheadLog } from '../../../shared/node/sqlite'
import { createSealedSecretStore } from '../secrets/sealed-secret-store'
import { openDeskFiles } from './desk-files'

describe('the two files of a desk', () => {
  let profileDir: string
  const masterKey = randomBytes(32)
  const damages: string[] = []
  const open = () =>
    openDeskFiles({
      profileDir,
      medewerkerId: 'anna-demo',
      secrets: createSealedSecretStore({ file: join(profileDir, 'geheimen'), masterKey, protection: 'bestand' }),
      clock: createFixedClock(),
      logger: silentLogger,
      onDamage: (file) => damages.push(file),
    })
  const pathOf = (file: string) => {
    const [folder = ''] = readdirSync(profileDir).filter((name) => name !== 'geheimen')
    return join(profileDir, folder, file)
  }
  const fill = () => {
    const files = open()
    files.outbox.exec("insert into meta values ('proef', 'onvervangbaar')")
    files.cache.exec("insert into meta values ('proef', 'kopie')")
    files.close()
  }
  const read = () => {
    const files = open()
    const select = "select value from meta where key = 'proef'"
    const values = {
      outbox: files.outbox.prepare(select).pluck().get(),
      cache: files.cache.prepare(select).pluck().get(),
    }
    files.close()
    return values
  }
  const failure = (): unknown => {
    try {
      open().close()
      return undefined
    } catch (error) {
      return error instanceof AppFailure ? error.error : error
    }
  }
  const damage = (file: string) => {
    const bytes = readFileSync(pathOf(file))
    bytes.fill(7, 5000, Math.min(bytes.length, 30_000))
    writeFileSync(pathOf(file), bytes)
    for (const suffix of ['-wal', '-shm']) rmSync(pathOf(`${file}${suffix}`), { force: true })
  }

  beforeEach(() => {
    profileDir = mkdtempSync(join(tmpdir(), 'klaar-desk-'))
    fill()
  })

  it('are there again after a restart', () => {
    expect(read()).toEqual({ outbox: 'onvervangbaar', cache: 'kopie' })
  })

  it('do not tell whose they are', () => {
    expect(pathOf('')).not.toContain('anna')
  })

  it.each([
    ['bytes are damaged', () => damage('cache.db')],
    ['it is no database at all', () => writeFileSync(pathOf('cache.db'), 'onzin'.repeat(2000))],
    ['it is empty', () => writeFileSync(pathOf('cache.db'), '')],
    ['it is gone', () => rmSync(pathOf('cache.db'))],
    [
      'it is of an older Klaar',
      () => {
        const files = open()
        files.cache.pragma('user_version = 5')
        files.close()
      },
    ],
  ])('rebuild the cache and keep the outbox when %s', (_case, harm) => {
    harm()
    expect(read()).toEqual({ outbox: 'onvervangbaar', cache: undefined })
  })

  it('never replace a damaged outbox: stop, say so, leave it where it is and keep one copy of it', () => {
    damage('outbox.db')
    const before = readFileSync(pathOf('outbox.db'))
    expect(failure()).toMatchObject({ file: 'outbox.db' })
    expect(failure()).toMatchObject({ file: 'outbox.db' })
    expect(readFileSync(pathOf('outbox.db'))).toEqual(before)
    const copies = readdirSync(pathOf('')).filter((name) => name.includes('beschadigd'))
    expect(copies).toEqual(['outbox.db.beschadigd-2026-11-23T09-00-00-000Z'])
    expect(readFileSync(pathOf(copies[0] ?? ''))).toEqual(before)
  })

  it('tell when a statement meets damage in a file that had opened well', () => {
    const files = open()
    files.cache.exec('create table vol (v text)')
    const insert = files.cache.prepare('insert into vol values (?)')
    for (let row = 0; row < 2000; row += 1) insert.run('x'.repeat(200))
    emptyWriteAheadLog(files.cache)
    files.cache.pragma('cache_size = 1')
    const bytes = readFileSync(pathOf('cache.db'))
    writeFileSync(pathOf('cache.db'), bytes.fill(7, 200_000, 400_000))
    expect(() => files.cache.prepare('select sum(length(v)) from vol').get()).toThrow('storage_corrupt')
    expect(damages).toEqual(['cache'])
    files.close()
    expect(read()).toEqual({ outbox: 'onvervangbaar', cache: undefined })
  })

  it('are an older but whole cache when its write-ahead log is gone', () => {
    const files = open()
    files.cache.exec("update meta set value = 'nieuwer' where key = 'proef'")
    const copy = readFileSync(pathOf('cache.db'))
    files.close()
    writeFileSync(pathOf('cache.db'), copy)
    expect(read()).toEqual({ outbox: 'onvervangbaar', cache: 'kopie' })
  })

  it('do not make a new key for an outbox whose key is gone', () => {
    rmSync(join(profileDir, 'geheimen'))
    expect(failure()).toEqual({ code: 'wrong_key', file: 'outbox.db' })
  })

  it('say so when the folder cannot be written', () => {
    const [folder = ''] = readdirSync(profileDir).filter((name) => name !== 'geheimen')
    rmSync(join(profileDir, folder), { recursive: true })
    writeFileSync(join(profileDir, folder), 'a file where the folder should be')
    expect(failure()).toEqual({ code: 'storage_unwritable' })
  })

  it('are open in one place at a time: two desks on one outbox would send as one', () => {
    const files = open()
    expect(failure()).toEqual({ code: 'storage_in_use' })
    files.close()
    expect(failure()).toBeUndefined()
  })

  it('refuse files of a newer Klaar', () => {
    const files = open()
    files.cache.pragma('user_version = 9000')
    files.close()
    expect(failure()).toMatchObject({ code: 'storage_newer', file: 'cache.db', found: 9000 })
  })
})
