import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { millisecondsBetween, type Instant } from '../../../shared/kernel/clock'
import { silentLogger } from '../../../shared/node/logger'
import { createSealedSecretStore } from '../secrets/sealed-secret-store'
import { openDeskFiles } from './desk-files'
import { deskFolderOf } from './desk-folder'
import { createDeskLock, destroyDesk, finishDestroying, shredCache, shredCachesLeftBehind } from './wipe'

describe('destroying what lies on a desk', () => {
  let profileDir: string
  const masterKey = randomBytes(32)
  const secrets = () =>
    createSealedSecretStore({ file: join(profileDir, 'geheimen'), masterKey, protection: 'bestand' })
  const options = (medewerkerId = 'anna') => ({ profileDir, medewerkerId, secrets: secrets() })
  const open = (medewerkerId = 'anna') =>
    openDeskFiles({
      ...options(medewerkerId),
      clock: createFixedClock(),
      logger: silentLogger,
      onDamage: () => undefined,
    })
  const fill = (medewerkerId = 'anna') => {
    const files = open(medewerkerId)
    for (const file of [files.outbox, files.cache]) file.exec("insert into meta values ('proef', 'ja')")
    files.close()
  }
  const writtenAt = (medewerkerId: string, moment: Instant) => {
    const seconds = millisecondsBetween('1970-01-01T00:00:00.000Z', moment) / 1000
    utimesSync(deskFolderOf(profileDir, medewerkerId).cache.path, seconds, seconds)
  }
  const read = (medewerkerId = 'anna') => {
    const files = open(medewerkerId)
    const select = "select value from meta where key = 'proef'"
    const [outbox, cache] = [files.outbox, files.cache].map((file) => file.prepare(select).pluck().get())
    files.close()
    return { outbox, cache }
  }

  beforeEach(() => {
    profileDir = mkdtempSync(join(tmpdir(), 'klaar-wissen-'))
    fill()
  })

  it('takes the cache and its key, and leaves the outbox', () => {
    const { cache } = deskFolderOf(profileDir, 'anna')
    const before = secrets().read(cache.keyName)
    shredCache(options())
    expect(existsSync(cache.path)).toBe(false)
    expect(secrets().read(cache.keyName)).toBeUndefined()
    expect(read()).toEqual({ outbox: 'ja', cache: undefined })
    expect(secrets().read(cache.keyName)).not.toBe(before)
  })

  it('takes everything of one medewerker and nothing of another', () => {
    fill('bram')
    secrets().write('session', 'wie')
    destroyDesk(options(), { session: undefined })
    expect(readdirSync(profileDir).sort()).toEqual([deskFolderOf(profileDir, 'bram').name, 'geheimen'].sort())
    expect(secrets().read('session')).toBeUndefined()
    expect(read('bram')).toEqual({ outbox: 'ja', cache: 'ja' })
    expect(read()).toEqual({ outbox: undefined, cache: undefined })
  })

  it('is finished at the next start when the files could not be removed any more', () => {
    const folder = deskFolderOf(profileDir, 'anna')
    // As a power cut right after the durable step leaves it.
    secrets().change({ [folder.cache.keyName]: undefined, [folder.outbox.keyName]: undefined, wissen: folder.name })
    finishDestroying(options())
    expect(existsSync(folder.path)).toBe(false)
    expect(read()).toEqual({ outbox: undefined, cache: undefined })
  })

  it('takes the caches of colleagues who did not come back, and neither their outboxes nor the cache of who is here', () => {
    for (const wie of ['bram', 'carla']) fill(wie)
    for (const wie of ['anna', 'bram']) writtenAt(wie, '2026-10-01T09:00:00.000Z')
    writtenAt('carla', '2026-11-20T09:00:00.000Z')
    shredCachesLeftBehind(options(), 'anna', '2026-11-09T09:00:00.000Z')
    expect(secrets().read(deskFolderOf(profileDir, 'bram').cache.keyName)).toBeUndefined()
    expect(read('bram')).toEqual({ outbox: 'ja', cache: undefined })
    for (const wie of ['anna', 'carla']) expect(read(wie)).toEqual({ outbox: 'ja', cache: 'ja' })
  })

  it('remembers a lock over restarts, until it is opened', () => {
    createDeskLock(options()).shut()
    expect(createDeskLock(options()).isShut()).toBe(true)
    expect(read()).toEqual({ outbox: 'ja', cache: undefined })
    createDeskLock(options()).open()
    expect(createDeskLock(options()).isShut()).toBe(false)
  })
})
