import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { notitieWish } from '../../../tests/support/demo-rows'
import { createFixedClock, type FixedClock } from '../../../tests/support/fixed-clock'
import { openModelHttp, type ModelHttp } from '../../../tests/support/model-http'
import { createModelServer, type ModelServer } from '../../../tests/support/model-server'
import { createRecordingLogger } from '../../../tests/support/recording-logger'
import { createTestDesk } from '../../../tests/support/test-desk'
import { klantbeeldSchema } from '../../shared/domain/klantbeeld/klantbeeld'
import { medewerkerSchema } from '../../shared/domain/medewerker/medewerker'
import { addSeconds } from '../../shared/kernel/clock'
import { telefoonnummerSchema } from '../../shared/kernel/telefoonnummer'
import { contract, type OperationName, type OperationOutput } from '../../shared/contract/index'
import { silentLogger } from '../../shared/node/logger'
import { emptyWriteAheadLog, openSqlite } from '../../shared/node/sqlite'
import { createSessionStore } from './aanmelding/session'
import type { Core } from './core'
import { createCore } from './create-core'
import { deskFolderOf } from './db/desk-folder'
import { createSealedSecretStore } from './secrets/sealed-secret-store'

const day = 24 * 60 * 60
const canary = 'KANARIEVOGEL'
const anna = {
  token: 'geheim',
  gemeente: 'Test',
  medewerker: medewerkerSchema.parse({ id: 'anna', naam: 'Anna', rol: 'telefonist', afdelingId: 'burgerzaken' }),
}
const telefoonnummer = telefoonnummerSchema.parse('+31612345678')

describe('a desk and what lies on it', () => {
  const masterKey = randomBytes(32)
  let profileDir: string
  let clock: FixedClock
  let server: ModelServer
  let http: ModelHttp
  let core: Core
  let log: ReturnType<typeof createRecordingLogger>
  const cores: Core[] = []

  const secrets = () =>
    createSealedSecretStore({ file: join(profileDir, 'geheimen'), masterKey, protection: 'bestand' })
  const open = async (demoMedewerkerId?: string) => {
    core = await createCore({
      profileDir,
      serverUrl: http.url,
      demoMedewerkerId,
      shell: 'browser',
      version: 'proef',
      secrets: secrets(),
      clock,
      logger: log.logger,
    })
    cores.push(core)
  }
  const ask = async <Name extends OperationName>(name: Name, input?: unknown): Promise<OperationOutput<Name>> => {
    const result = await (core.handlers[name] as (input: unknown) => ReturnType<Core['handlers'][Name]>)(input)
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
    return result.value
  }
  const alle = () => ask('terugbelnotities.list', { lijst: 'alle', limit: 10 })
  const storing = async () => (await ask('werkplek.find')).storing?.code
  const connected = () =>
    vi.waitFor(async () => {
      expect((await ask('verbinding.find')).staat).toBe('traag')
      expect(await alle()).toHaveLength(1)
    }, 10_000)
  /** Every file below the profile folder, by its path within it. */
  const files = (): readonly string[] =>
    readdirSync(profileDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  const deskFiles = () => files().filter((file) => !file.endsWith('geheimen'))

  beforeEach(async () => {
    profileDir = mkdtempSync(join(tmpdir(), 'klaar-core-'))
    clock = createFixedClock()
    log = createRecordingLogger()
    server = createModelServer(clock, { limits: { offlineDays: 14, checkSeconds: 3600 } })
    for (const wie of ['anna', 'bram']) server.grant(wie, ['t', `u:${wie}`, 'afd:burgerzaken'])
    const bram = createTestDesk({ medewerkerId: 'bram', link: server.linkFor('bram'), clock })
    bram.outbox.enqueue([notitieWish({ toelichting: canary })])
    await bram.sync()
    http = await openModelHttp({
      ...server.linkFor('anna'),
      klantbeeld: () =>
        Promise.resolve(
          klantbeeldSchema.parse({
            klant: 'k:een',
            contactmomenten: [],
            terugbelnotities: [],
            opgehaaldOp: clock.now(),
            verlooptOp: addSeconds(clock.now(), 600),
          }),
        ),
    })
    createSessionStore(secrets()).write(anna)
    await open()
    await connected()
  })
  afterEach(async () => {
    for (const opened of cores.splice(0)) await opened.close()
    await http.close()
  })

  it('holds nothing readable in any file, while it runs and when it is closed', async () => {
    const { id } = await ask('gesprekken.start', { kanaal: 'telefoon' })
    await ask('gesprekken.bewaar', { id, tekst: { naam: canary, vraag: canary, telefoon: telefoonnummer } })
    const [notitie] = await alle()
    await ask('terugbelnotities.bewaarUitkomst', { id: notitie?.id, tekst: canary })
    await ask('klantbeelden.open', { telefoonnummer, doel: 'gesprek' })
    const readable = () =>
      files().filter((file) => {
        const bytes = readFileSync(file)
        return [canary, '612345678', 'burgerzaken'].some((text) => bytes.includes(text))
      })
    expect(files().length).toBeGreaterThanOrEqual(3)
    expect(readable()).toEqual([])
    await core.close()
    expect(readable()).toEqual([])
    expect(files().some((file) => file.endsWith('-wal'))).toBe(false)
    expect(JSON.stringify(log.lines())).not.toContain(canary)
  })

  it('leaves nothing of a lost scope, also not for who has the key', async () => {
    const { path, keyName } = deskFolderOf(profileDir, 'anna').cache
    const decrypted = () => {
      const key = Buffer.from(secrets().read(keyName) ?? '', 'hex')
      const file = openSqlite({
        path,
        name: 'cache.db',
        key,
        durability: 'normal',
        access: 'shared',
        logger: silentLogger,
      })
      const bytes = file.serialize()
      file.close()
      return bytes
    }
    expect(decrypted().includes(canary)).toBe(true)
    server.grant('anna', ['t', 'u:anna'])
    await core.close()
    await open()
    await vi.waitFor(async () => {
      expect(await alle()).toEqual([])
    }, 10_000)
    await core.close()
    expect(decrypted().includes(canary)).toBe(false)
  })

  it('destroys everything of a medewerker when the server withdraws the device, and says so', async () => {
    const signedOut = vi.fn()
    core.onEvent(({ event, payload }) => {
      if (event === 'aanmelding.changed') signedOut(payload)
    })
    http.refuse({ code: 'device_revoked' })
    await ask('verbinding.probeer')
    await vi.waitFor(async () => {
      expect(await storing()).toBe('device_revoked')
    }, 10_000)
    expect(deskFiles()).toEqual([])
    expect(signedOut).toHaveBeenLastCalledWith({ kind: 'afgemeld' })
    expect(await core.handlers['terugbelnotities.count'](undefined)).toEqual({
      ok: false,
      error: { code: 'device_revoked' },
    })
    expect(createSessionStore(secrets()).read()).toBeUndefined()
    await core.close()
    await open()
    expect(await ask('aanmelding.find')).toEqual({ kind: 'afgemeld' })
    // Why it is empty is still there to be read after a restart; of whom it was is not.
    expect(await storing()).toBe('device_revoked')
    expect(deskFiles()).toEqual([])
    createSessionStore(secrets()).write(anna)
    await core.close()
    await open()
    expect(await storing()).toBeUndefined()
  })

  it('does not fill a withdrawn device again by itself, for a demo', async () => {
    http.refuse({ code: 'device_revoked' })
    await ask('verbinding.probeer')
    await vi.waitFor(async () => {
      expect(await storing()).toBe('device_revoked')
    }, 10_000)
    await core.close()
    const calls = vi.spyOn(globalThis, 'fetch')
    onTestFinished(() => calls.mockRestore())
    await open('anna')
    expect(await storing()).toBe('device_revoked')
    expect(calls).not.toHaveBeenCalled()
  })

  it('locks when it was away from its server for too long, keeps what was typed, and opens when the server is back', async () => {
    const { id } = await ask('gesprekken.start', { kanaal: 'telefoon' })
    await ask('gesprekken.bewaar', { id, tekst: { vraag: canary } })
    await core.close()
    http.refuse({ code: 'busy', retryAfterSeconds: 1 })
    clock.advance(14 * day)
    await open()
    expect(await storing()).toBe('device_locked')
    for (const name of ['gesprekken.list', 'verbinding.listAandacht', 'terugbelnotities.count'] as const)
      expect(await core.handlers[name](undefined)).toEqual({ ok: false, error: { code: 'device_locked' } })
    expect((await ask('verbinding.diagnose')).delen).toEqual([])
    // Still locked after a restart: the lock does not lie in the file that it destroyed.
    await core.close()
    await open()
    expect(await storing()).toBe('device_locked')
    http.refuse(undefined)
    await ask('verbinding.probeer')
    await vi.waitFor(async () => {
      expect(await storing()).toBeUndefined()
    }, 10_000)
    await connected()
    expect(await ask('gesprekken.list')).toMatchObject([{ id }])
  })

  it('locks at a start with the clock put back', async () => {
    await core.close()
    http.refuse({ code: 'busy', retryAfterSeconds: 1 })
    clock.advance(-day)
    await open()
    expect(await storing()).toBe('device_locked')
  })

  it('fetches a damaged cache again while an agent works, without a restart of the program', async () => {
    const { id } = await ask('gesprekken.start', { kanaal: 'telefoon' })
    const { path, keyName } = deskFolderOf(profileDir, 'anna').cache
    // A change from elsewhere makes the database forget what it has in memory, so that the damage below is read and not remembered away.
    const key = Buffer.from(secrets().read(keyName) ?? '', 'hex')
    const other = openSqlite({
      path,
      name: 'cache.db',
      key,
      durability: 'normal',
      access: 'shared',
      logger: silentLogger,
    })
    other.exec("insert into meta values ('proef', 'ja')")
    emptyWriteAheadLog(other)
    writeFileSync(path, readFileSync(path).fill(7, 4096))
    await expect(ask('terugbelnotities.count')).rejects.toThrow('storage_corrupt')
    await vi.waitFor(() => {
      expect(log.lines().map(({ msg }) => msg)).toContain('cache damaged, fetching it again')
    }, 10_000)
    other.close()
    await connected()
    expect(await ask('gesprekken.list')).toMatchObject([{ id }])
  })

  describe('locked by hand or with the screen', () => {
    /** Nobody else has the outbox: it is opened for one only. */
    const canBeOpened = () => {
      const { path, keyName } = deskFolderOf(profileDir, 'anna').outbox
      const key = Buffer.from(secrets().read(keyName) ?? '', 'hex')
      const options = { path, name: 'outbox.db', key, durability: 'full', access: 'alone' } as const
      try {
        openSqlite({ ...options, logger: silentLogger }).close()
        return true
      } catch {
        return false
      }
    }
    const locked = {
      kind: 'vergrendeld',
      medewerker: { id: 'anna', naam: 'Anna', rol: 'telefonist', afdelingId: 'burgerzaken' },
      gemeente: 'Test',
      sinds: expect.any(String) as unknown,
    }
    const workspaceNames = () =>
      (Object.keys(contract) as OperationName[]).filter((name) => !/^(aanmelding|werkplek)\./.test(name))
    /** What an agent sees, as far as it does not follow the time. */
    const everything = async () => ({
      gesprekken: await ask('gesprekken.list'),
      notities: await alle(),
      aandacht: await ask('verbinding.listAandacht'),
      recent: await ask('contactmomenten.listRecent', { limit: 5 }),
    })

    it('closes its files, refuses everything and is back exactly as it was', async () => {
      const { id } = await ask('gesprekken.start', { kanaal: 'telefoon' })
      await ask('gesprekken.bewaar', { id, tekst: { vraag: 'Mijn paspo' } })
      const before = await everything()
      const told = vi.fn()
      core.onEvent(({ event, payload }) => {
        if (event === 'aanmelding.changed') told(payload)
      })
      expect(canBeOpened()).toBe(false)
      expect(await ask('aanmelding.vergrendel')).toEqual(locked)
      expect(told).toHaveBeenLastCalledWith(locked)
      expect(canBeOpened()).toBe(true)
      expect(files().some((file) => file.endsWith('-wal'))).toBe(false)
      for (const name of workspaceNames())
        expect(await (core.handlers[name] as (input: unknown) => unknown)({ id }), name).toEqual({
          ok: false,
          error: { code: 'signed_out' },
        })
      expect(await ask('aanmelding.ontgrendel')).toMatchObject({ kind: 'aangemeld', medewerker: { id: 'anna' } })
      expect(await everything()).toEqual(before)
      await connected()
    })

    it('takes the word that was still on its way when the lock came, and shows nothing meanwhile', async () => {
      const { id } = await ask('gesprekken.start', { kanaal: 'telefoon' })
      const locking = ask('aanmelding.vergrendel')
      expect(await ask('aanmelding.find')).toEqual(locked)
      expect(await core.handlers['gesprekken.list'](undefined)).toMatchObject({ error: { code: 'signed_out' } })
      await ask('gesprekken.bewaar', { id, tekst: { vraag: 'Mijn paspoo' } })
      // A hand that is quicker than the closing still finds an open desk.
      const unlocking = ask('aanmelding.ontgrendel')
      expect(await locking).toEqual(locked)
      expect(await unlocking).toMatchObject({ kind: 'aangemeld' })
      expect(await ask('gesprekken.list')).toMatchObject([{ id, vraag: 'Mijn paspoo' }])
    })

    it('stays locked through a restart, and opens with what was typed', async () => {
      const { id } = await ask('gesprekken.start', { kanaal: 'telefoon' })
      await ask('gesprekken.bewaar', { id, tekst: { vraag: 'Mijn paspo' } })
      await ask('aanmelding.vergrendel')
      const since = await ask('aanmelding.find')
      await core.close()
      clock.advance(3600)
      await open()
      expect(await ask('aanmelding.find')).toEqual(since)
      expect(canBeOpened()).toBe(true)
      expect(await core.handlers['gesprekken.list'](undefined)).toMatchObject({ error: { code: 'signed_out' } })
      await ask('aanmelding.ontgrendel')
      expect(await ask('gesprekken.list')).toMatchObject([{ id, vraag: 'Mijn paspo' }])
      await core.close()
      await open()
      expect(await ask('aanmelding.find')).toMatchObject({ kind: 'aangemeld' })
    })

    it('is nothing when nobody is signed in, and ends with signing out', async () => {
      await ask('aanmelding.vergrendel')
      expect(await ask('aanmelding.afmelden')).toEqual({ kind: 'afgemeld' })
      expect(await ask('aanmelding.vergrendel')).toEqual({ kind: 'afgemeld' })
      expect(await ask('aanmelding.ontgrendel')).toEqual({ kind: 'afgemeld' })
      createSessionStore(secrets()).write(anna)
      await core.close()
      await open()
      expect(await ask('aanmelding.find')).toMatchObject({ kind: 'aangemeld' })
    })

    it('looks at the time without contact before it shows anything', async () => {
      await ask('aanmelding.vergrendel')
      http.refuse({ code: 'busy', retryAfterSeconds: 1 })
      clock.advance(14 * day)
      await ask('aanmelding.ontgrendel')
      expect(await storing()).toBe('device_locked')
    })
  })

  it('closes its files when somebody signs out', async () => {
    await ask('aanmelding.afmelden')
    expect(files().some((file) => file.endsWith('-wal'))).toBe(false)
    expect(await core.handlers['terugbelnotities.count'](undefined)).toEqual({
      ok: false,
      error: { code: 'signed_out' },
    })
  })
})
