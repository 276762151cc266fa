import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { notitieWish } from '../../../../tests/support/demo-rows'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createModelServer, type ModelServer } from '../../../../tests/support/model-server'
import { createTestDesk, openMigrated, openTestFiles } from '../../../../tests/support/test-desk'
import { terugbelnotitieEntity } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { AppFailure } from '../../../shared/kernel/result'
import { silentLogger } from '../../../shared/node/logger'
import { migrateSqlite } from '../../../shared/node/migrate-sqlite'
import type { Sqlite } from '../../../shared/node/sqlite'
import { cacheMigrations, outboxMigrations } from '../db/migrations'
import type { ServerLink } from './ports'

const clock = createFixedClock()
const secret = 'Mevrouw Zeldzaam belt over haar paspoort'

describe('an order to erase', () => {
  let server: ModelServer
  const desk = (link: ServerLink = server.linkFor('bz'), files = openTestFiles()) =>
    createTestDesk({ medewerkerId: 'bz', link, clock, files })
  /** A note that somebody else made for this afdeling. */
  const noteFor = async (afdelingId: string, maker = 'kcc') => {
    const note = notitieWish({ afdelingId, toelichting: secret })
    const kcc = createTestDesk({ medewerkerId: maker, link: server.linkFor(maker), clock })
    kcc.outbox.enqueue([note])
    await kcc.sync()
    return note.id
  }

  beforeEach(() => {
    server = createModelServer(clock)
    server.grant('kcc', ['t', 'u:kcc'])
    server.grant('bz', ['t', 'u:bz', 'afd:burgerzaken', 'afd:belastingen'])
  })

  it('removes the rows of that scope and of no other one, and only then sends the receipt', async () => {
    const [gone, stays] = [await noteFor('belastingen'), await noteFor('burgerzaken')]
    const link = server.linkFor('bz')
    const atReceipt: unknown[] = []
    const bz = desk({
      ...link,
      purged: (request) => {
        atReceipt.push(bz.notitie(gone), request.scopes)
        return link.purged(request)
      },
    })
    await bz.sync()
    expect(bz.notitie(gone)).toBeDefined()
    server.grant('bz', ['t', 'u:bz', 'afd:burgerzaken'])
    await bz.sync()
    expect(atReceipt).toEqual([undefined, ['afd:belastingen']])
    expect(bz.notitie(stays)).toBeDefined()
    expect(bz.replica.scopes()).not.toContain('afd:belastingen')
    expect(server.owedBy(bz.outbox.clientId())).toEqual([])
  })

  it('leaves a row that is also held through another scope', async () => {
    const own = await noteFor('belastingen', 'bz')
    const bz = desk()
    await bz.sync()
    server.grant('bz', ['t', 'u:bz'])
    await bz.sync()
    expect(bz.notitie(own)).toBeDefined()
  })

  it('is repeated until the receipt is in, and doing it twice is harmless', async () => {
    const gone = await noteFor('belastingen')
    const link = server.linkFor('bz')
    let lost = 2
    const bz = desk({
      ...link,
      purged: (request) => {
        lost -= 1
        return lost >= 0 ? Promise.reject(new AppFailure({ code: 'offline' })) : link.purged(request)
      },
    })
    await bz.sync()
    server.grant('bz', ['t', 'u:bz'])
    await expect(bz.sync()).rejects.toThrow('offline')
    await expect(bz.sync()).rejects.toThrow('offline')
    expect(bz.notitie(gone)).toBeUndefined()
    expect(server.owedBy(bz.outbox.clientId()).sort()).toEqual(['afd:belastingen', 'afd:burgerzaken'])
    await bz.sync()
    expect(server.owedBy(bz.outbox.clientId())).toEqual([])
  })

  it('removes all or nothing', async () => {
    const [first, second] = [await noteFor('belastingen'), await noteFor('belastingen')]
    const bz = desk()
    await bz.sync()
    let writes = 0
    bz.store.project(terugbelnotitieEntity, () => {
      writes += 1
      if (writes === 2) throw new AppFailure({ code: 'storage_full' })
    })
    server.grant('bz', ['t', 'u:bz'])
    await expect(bz.greet()).rejects.toThrow('storage_full')
    expect([bz.notitie(first), bz.notitie(second)]).toEqual([expect.anything(), expect.anything()])
    expect(bz.replica.scopes()).toContain('afd:belastingen')
    await bz.sync()
    expect([bz.notitie(first), bz.notitie(second)]).toEqual([undefined, undefined])
  })

  it('keeps what was promised about a row that goes: it stays in the outbox, and the server has the last word', async () => {
    const gone = await noteFor('belastingen')
    const link = server.linkFor('bz')
    const bz = desk({ ...link, push: () => Promise.reject(new AppFailure({ code: 'offline' })) })
    await bz.sync()
    const ownWish = notitieWish({ afdelingId: 'belastingen' })
    bz.outbox.enqueue([ownWish])
    bz.outbox.enqueue([{ ...ownWish, args: { ...(ownWish.args as object), id: notitieWish().id } }])
    server.grant('bz', ['t', 'u:bz'])
    await bz.greet()
    expect(bz.notitie(gone)).toBeUndefined()
    expect(bz.outbox.count()).toBe(2)
    // What the medewerker typed is still shown: it came from here.
    expect(bz.notitie(ownWish.id)?.status).toBe('open')
  })

  describe('of a note that a refusal tells about', () => {
    const refusedOn = (id: string, no: number) => ({
      no,
      name: 'terugbelnotitie.handelAf',
      args: JSON.stringify({ id, uitkomst: 'Eigen woorden', token: 1, poging: null }),
      error: { code: 'conflict' as const, reason: 'claim_vervallen', current: { toelichting: secret } },
      at: clock.now(),
    })
    const statesOf = (bz: ReturnType<typeof desk>) =>
      bz.attention.list().map(({ error }) => error.code === 'conflict' && error.current)

    it('takes the state out of the refusal before the receipt, and leaves what was typed and every other note', async () => {
      const [gone, stays] = [await noteFor('belastingen'), await noteFor('burgerzaken')]
      const link = server.linkFor('bz')
      const atReceipt: unknown[] = []
      const bz = desk({
        ...link,
        purged: (request) => {
          atReceipt.push(...statesOf(bz))
          return link.purged(request)
        },
      })
      await bz.sync()
      bz.attention.add(refusedOn(gone, 1))
      bz.attention.add(refusedOn(stays, 2))
      expect(statesOf(bz)).toEqual([{ toelichting: secret }, { toelichting: secret }])
      server.grant('bz', ['t', 'u:bz', 'afd:burgerzaken'])
      await bz.sync()
      expect(atReceipt).toEqual([null, { toelichting: secret }])
      expect(bz.attention.find(1)).toMatchObject({ args: { uitkomst: 'Eigen woorden' }, error: { code: 'conflict' } })
      // Put back by somebody who changed his mind about it: the note is still not held.
      bz.attention.add(refusedOn(gone, 3))
      expect(statesOf(bz)).toEqual([null, { toelichting: secret }, null])
    })

    it('does so at the first contact too: it may have gone before this start', async () => {
      const gone = await noteFor('belastingen')
      const files = openTestFiles()
      await desk(server.linkFor('bz'), files).sync()
      desk(server.linkFor('bz'), files).attention.add(refusedOn(gone, 1))
      files.cache.prepare('delete from terugbelnotities').run()
      const restarted = desk(server.linkFor('bz'), files)
      await restarted.greet()
      expect(statesOf(restarted)).toEqual([null])
    })
  })

  describe('in a real file', () => {
    let dir: string
    let cache: Sqlite
    const bytes = (name: string) => readFileSync(join(dir, name)).includes('Zeldzaam')
    /** Without its cipher, so that a test can look for a text; for the rest as the product opens it. */
    const openReadable = (name: 'cache' | 'outbox'): Sqlite => {
      const db = new Database(join(dir, `${name}.db`))
      for (const pragma of ['journal_mode = WAL', 'synchronous = NORMAL', 'secure_delete = ON']) db.pragma(pragma)
      migrateSqlite(db, name, name === 'cache' ? cacheMigrations : outboxMigrations, silentLogger)
      return db
    }

    beforeEach(() => {
      dir = mkdtempSync(join(tmpdir(), 'klaar-purge-'))
      cache = openReadable('cache')
    })
    afterEach(() => {
      cache.close()
      rmSync(dir, { recursive: true })
    })

    it('leaves nothing readable in the file or in its log when the receipt goes out', async () => {
      await noteFor('belastingen')
      const link = server.linkFor('bz')
      const found: unknown[] = []
      const bz = desk(
        {
          ...link,
          purged: (request) => {
            found.push(bytes('cache.db'), statSync(join(dir, 'cache.db-wal')).size)
            return link.purged(request)
          },
        },
        { cache, outbox: openMigrated('outbox') },
      )
      await bz.sync()
      expect(bytes('cache.db') || bytes('cache.db-wal')).toBe(true)
      server.grant('bz', ['t', 'u:bz'])
      await bz.sync()
      expect(found).toEqual([false, 0])
    })

    it('leaves nothing of it readable in the outbox either', async () => {
      const gone = await noteFor('belastingen')
      const link = server.linkFor('bz')
      const outbox = openReadable('outbox')
      const found: unknown[] = []
      const bz = desk(
        {
          ...link,
          purged: (request) => {
            found.push(bytes('outbox.db'), statSync(join(dir, 'outbox.db-wal')).size)
            return link.purged(request)
          },
        },
        { cache, outbox },
      )
      await bz.sync()
      const args = JSON.stringify({ id: gone, token: 1 })
      const error = { code: 'conflict' as const, reason: 'claim_vervallen', current: { toelichting: secret } }
      bz.attention.add({ no: 1, name: 'terugbelnotitie.geefClaimVrij', args, error, at: clock.now() })
      expect(bytes('outbox.db-wal')).toBe(true)
      server.grant('bz', ['t', 'u:bz'])
      await bz.sync()
      outbox.close()
      expect(found).toEqual([false, 0])
    })

    it('sends no receipt while somebody still reads the old log', async () => {
      await noteFor('belastingen')
      const bz = desk(server.linkFor('bz'), { cache, outbox: openMigrated('outbox') })
      await bz.sync()
      const reader = new Database(join(dir, 'cache.db'))
      reader.exec('begin')
      reader.prepare('select count(*) from terugbelnotities').get()
      server.grant('bz', ['t', 'u:bz'])
      cache.pragma('busy_timeout = 10')
      await bz.sync()
      expect(server.owedBy(bz.outbox.clientId())).toHaveLength(2)
      reader.close()
      await bz.sync()
      expect(server.owedBy(bz.outbox.clientId())).toEqual([])
    })
  })

  it('overwrites what is removed, in the files as the product opens them', () => {
    expect(openMigrated('cache').pragma('secure_delete', { simple: true })).toBe(1)
  })
})
