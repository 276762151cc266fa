import { beforeEach, describe, expect, it } from 'vitest'
import { createFixedClock, type FixedClock } from '../../../../tests/support/fixed-clock'
import { notitieWish } from '../../../../tests/support/demo-rows'
import { createModelServer, type ModelServer } from '../../../../tests/support/model-server'
import { createTestDesk, openMigrated, openTestFiles } from '../../../../tests/support/test-desk'
import { claimTerugbelnotitie } from '../../../shared/domain/terugbelnotitie/claim-intents'
import { handelTerugbelnotitieAf } from '../../../shared/domain/terugbelnotitie/intents'
import { terugbelnotitieIdSchema } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { AppFailure } from '../../../shared/kernel/result'
import type { Sqlite } from '../../../shared/node/sqlite'
import { wish } from './outbox'
import type { ServerLink } from './ports'

const claim = (id: string) => wish(claimTerugbelnotitie, { id: terugbelnotitieIdSchema.parse(id) })
const finish = (id: string, token: number | null) =>
  wish(handelTerugbelnotitieAf, { id: terugbelnotitieIdSchema.parse(id), uitkomst: 'Gesproken.', token, poging: null })

/** A link of which one call is cut off: before the server hears it, or after, when only the answer is lost. */
const cutOff = (link: ServerLink, call: 'push' | 'pull', when: 'before' | 'after'): ServerLink => {
  let left = 1
  return {
    ...link,
    [call]: async (request: never) => {
      left -= 1
      if (left === 0 && when === 'before') throw new AppFailure({ code: 'offline' })
      const answer = await link[call](request)
      if (left === 0) throw new AppFailure({ code: 'offline' })
      return answer
    },
  }
}

const copyOf = (file: Sqlite): Sqlite => {
  const copy = openMigrated('outbox')
  for (const table of ['intents', 'meta', 'sqlite_sequence']) {
    copy.exec(`delete from ${table}`)
    for (const row of file.prepare<[], Record<string, unknown>>(`select * from ${table}`).all()) {
      const names = Object.keys(row)
      copy
        .prepare(`insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`)
        .run(...Object.values(row))
    }
  }
  return copy
}

describe('the walk of a terugbelnotitie from one desk to another', () => {
  let clock: FixedClock
  let server: ModelServer
  const desk = (medewerkerId: string, link = server.linkFor(medewerkerId), files = openTestFiles()) =>
    createTestDesk({ medewerkerId, link, clock, files })

  beforeEach(() => {
    clock = createFixedClock()
    server = createModelServer(clock)
    server.grant('kcc', ['t', 'u:kcc', 'afd:burgerzaken'])
    server.grant('bz', ['t', 'u:bz', 'afd:burgerzaken'])
  })

  it('shows a new note at once, before any server has heard of it', () => {
    const kcc = desk('kcc')
    const note = notitieWish()
    expect(kcc.outbox.enqueue([note]).ok).toBe(true)
    expect(kcc.notitie(note.id)?.status).toBe('open')
    expect(server.count('terugbelnotitie')).toBe(0)
  })

  it('arrives at the second desk', async () => {
    const [kcc, bz] = [desk('kcc'), desk('bz')]
    const note = notitieWish()
    kcc.outbox.enqueue([note])
    await kcc.sync()
    await bz.sync()
    expect(bz.notitie(note.id)).toEqual(kcc.notitie(note.id))
    expect(kcc.outbox.count()).toBe(0)
  })

  it('never shows "mine" on a desk that has only asked', async () => {
    const [kcc, bz] = [desk('kcc'), desk('bz')]
    const note = notitieWish()
    kcc.outbox.enqueue([note])
    await kcc.sync()
    await bz.sync()
    bz.outbox.enqueue([claim(note.id)])
    expect(bz.notitie(note.id)?.claim).toBeNull()
    await bz.sync()
    expect(bz.notitie(note.id)?.claim?.houder).toBe('bz')
  })

  it('grants a race to one desk; the other one reads who has it', async () => {
    const [kcc, bz] = [desk('kcc'), desk('bz')]
    const note = notitieWish()
    kcc.outbox.enqueue([note])
    await kcc.sync()
    await bz.sync()
    kcc.outbox.enqueue([claim(note.id)])
    bz.outbox.enqueue([claim(note.id)])
    await bz.sync()
    await kcc.sync()
    expect(kcc.attention.list()).toMatchObject([
      { naam: 'terugbelnotitie.claim', error: { code: 'conflict', reason: 'held' } },
    ])
    expect(kcc.notitie(note.id)?.claim?.houder).toBe('bz')
    expect(kcc.outbox.count()).toBe(0)
  })

  it.each(['before', 'after'] as const)(
    'does nothing twice when a push is cut off %s the server hears it',
    async (when) => {
      const kcc = desk('kcc', cutOff(server.linkFor('kcc'), 'push', when))
      const note = notitieWish()
      kcc.outbox.enqueue([note])
      await expect(kcc.sync()).rejects.toThrow('offline')
      expect(kcc.notitie(note.id)?.status).toBe('open')
      await kcc.sync()
      expect(server.count('terugbelnotitie')).toBe(1)
      expect(server.effects()).toEqual([1])
      expect(kcc.outbox.count()).toBe(0)
      expect(kcc.attention.count()).toBe(0)
    },
  )

  it('keeps showing an applied wish until the pull brings its effect', async () => {
    const kcc = desk('kcc', cutOff(server.linkFor('kcc'), 'pull', 'before'))
    const note = notitieWish()
    kcc.outbox.enqueue([note])
    await expect(kcc.sync()).rejects.toThrow('offline')
    expect(kcc.outbox.unsent(10)).toEqual([])
    expect(kcc.notitie(note.id)?.status).toBe('open')
    await kcc.sync()
    expect(kcc.outbox.count()).toBe(0)
  })

  it('shows pending work again after a crash that lost the whole cache', () => {
    const files = openTestFiles()
    const kcc = desk('kcc', server.linkFor('kcc'), files)
    const note = notitieWish()
    kcc.outbox.enqueue([note])
    const restarted = desk('kcc', server.linkFor('kcc'), { cache: openTestFiles().cache, outbox: files.outbox })
    expect(restarted.notitie(note.id)).toEqual(kcc.notitie(note.id))
  })

  it('puts a row right whose last wish was settled just before a crash', async () => {
    const files = openTestFiles()
    const kcc = desk('kcc', server.linkFor('kcc'), files)
    const note = notitieWish()
    kcc.outbox.enqueue([note])
    await kcc.greet()
    await kcc.exchange()
    // As if the crash fell between removing the wish and showing the server's word.
    files.cache.prepare("insert into confirmed values ('terugbelnotitie', ?, null)").run(note.id)
    const restarted = desk('kcc', server.linkFor('kcc'), files)
    expect(restarted.notitie(note.id)).toBeUndefined()
    expect(restarted.store.listKeptAside()).toEqual([])
  })

  it('refuses on the desk what the rule refuses, and queues nothing', () => {
    const kcc = desk('kcc')
    expect(kcc.outbox.enqueue([claim(notitieWish().id)])).toMatchObject({ ok: false, error: { code: 'not_found' } })
    expect(kcc.outbox.count()).toBe(0)
  })

  it('stores all wishes of one act or none', () => {
    const kcc = desk('kcc')
    const note = notitieWish()
    let also = false
    const result = kcc.outbox.enqueue([note, claim(notitieWish().id)], () => {
      also = true
    })
    expect(result.ok).toBe(false)
    expect(also).toBe(false)
    expect(kcc.outbox.count()).toBe(0)
    expect(kcc.notitie(note.id)).toBeUndefined()
  })

  it('keeps own pending changes on top of what others did meanwhile', async () => {
    const [kcc, bz] = [desk('kcc'), desk('bz')]
    const note = notitieWish()
    kcc.outbox.enqueue([note])
    await kcc.sync()
    await bz.sync()
    bz.outbox.enqueue([claim(note.id)])
    await bz.sync()
    bz.outbox.enqueue([finish(note.id, bz.notitie(note.id)?.claim?.token ?? null)])
    expect(bz.notitie(note.id)?.status).toBe('afgehandeld')
    clock.advance(60)
    await kcc.sync()
    expect(kcc.notitie(note.id)?.status).toBe('geclaimd')
    await bz.sync()
    await kcc.sync()
    expect(kcc.notitie(note.id)).toMatchObject({ status: 'afgehandeld', uitkomst: 'Gesproken.' })
  })

  it('offers its work again to a server that was restored from an older backup', async () => {
    const kcc = desk('kcc')
    const [first, second, third] = [notitieWish(), notitieWish(), notitieWish()]
    kcc.outbox.enqueue([first])
    await kcc.sync()
    const backup = server.backup()
    kcc.outbox.enqueue([second])
    await kcc.greet()
    // Applied, but its effect was never pulled: after the restore the server knows nothing of it.
    const cut = desk('kcc', cutOff(server.linkFor('kcc'), 'pull', 'before'), kcc.files)
    await expect(cut.sync()).rejects.toThrow('offline')
    server.restore(backup)
    kcc.outbox.enqueue([third])
    await kcc.sync()
    expect(server.count('terugbelnotitie')).toBe(3)
    expect(kcc.outbox.count()).toBe(0)
  })

  describe('offers its work again although one wish between was refused', () => {
    /** A note, a claim that is refused and another note: all decided, none of it pulled. */
    const leaveDecided = async () => {
      const [kcc, bz] = [desk('kcc'), desk('bz')]
      const [held, first, second] = [notitieWish(), notitieWish(), notitieWish()]
      kcc.outbox.enqueue([held])
      await kcc.sync()
      await bz.sync()
      const backup = server.backup()
      bz.outbox.enqueue([claim(held.id)])
      await bz.sync()
      kcc.outbox.enqueue([first])
      kcc.outbox.enqueue([claim(held.id)])
      kcc.outbox.enqueue([second])
      const cut = desk('kcc', cutOff(server.linkFor('kcc'), 'pull', 'before'), kcc.files)
      await expect(cut.sync()).rejects.toThrow('offline')
      expect(kcc.attention.count()).toBe(1)
      return { files: kcc.files, backup }
    }

    it('to a server that was restored', async () => {
      const { files, backup } = await leaveDecided()
      server.restore(backup)
      const again = desk('kcc', server.linkFor('kcc'), files)
      await again.sync()
      expect([server.count('terugbelnotitie'), again.outbox.count(), again.attention.count()]).toEqual([3, 0, 1])
    })

    it('to the same server after its cache was lost', async () => {
      const { files } = await leaveDecided()
      const again = desk('kcc', server.linkFor('kcc'), { cache: openTestFiles().cache, outbox: files.outbox })
      again.outbox.enqueue([notitieWish()])
      await again.sync()
      expect([server.count('terugbelnotitie'), again.outbox.count(), again.attention.count()]).toEqual([4, 0, 1])
    })
  })

  it('loses no promise when its profile was put back from a copy', async () => {
    const before = openTestFiles()
    const kcc = desk('kcc', server.linkFor('kcc'), before)
    kcc.outbox.enqueue([notitieWish()])
    await kcc.sync()
    const copy = { cache: openTestFiles().cache, outbox: copyOf(before.outbox) }
    kcc.outbox.enqueue([notitieWish()])
    await kcc.sync()

    const restored = desk('kcc', server.linkFor('kcc'), copy)
    const [first, second] = [notitieWish(), notitieWish()]
    restored.outbox.enqueue([first])
    restored.outbox.enqueue([second])
    await restored.sync()
    expect(server.find('terugbelnotitie', first.id)).toBeDefined()
    expect(server.find('terugbelnotitie', second.id)).toBeDefined()
    expect(server.count('terugbelnotitie')).toBe(4)
    expect(restored.outbox.count()).toBe(0)
    expect(restored.outbox.clientId()).not.toBe(kcc.outbox.clientId())
  })

  it('starts with a wish that no longer fits after an upgrade, and lets the server say so', async () => {
    const files = openTestFiles()
    const note = notitieWish()
    desk('kcc', server.linkFor('kcc'), files).outbox.enqueue([note])
    files.outbox.prepare("update intents set args = json_remove(args, '$.telefoonnummer')").run()
    const upgraded = desk('kcc', server.linkFor('kcc'), { cache: openTestFiles().cache, outbox: files.outbox })
    expect(upgraded.outbox.count()).toBe(1)
    await upgraded.sync()
    expect(upgraded.attention.list()).toMatchObject([{ error: { code: 'validation' } }])
  })

  it('tells the screen that a wish was refused', async () => {
    const [kcc, bz] = [desk('kcc'), desk('bz')]
    const note = notitieWish()
    kcc.outbox.enqueue([note])
    await kcc.sync()
    await bz.sync()
    kcc.outbox.enqueue([claim(note.id)])
    bz.outbox.enqueue([claim(note.id)])
    await bz.sync()
    await kcc.sync()
    expect(kcc.refusals()).toBe(1)
    expect(bz.refusals()).toBe(0)
  })

  it('sends promises before it fetches a first copy', async () => {
    const link = server.linkFor('kcc')
    const kcc = desk('kcc', {
      ...link,
      snapshot: () => {
        throw new AppFailure({ code: 'offline' })
      },
    })
    kcc.outbox.enqueue([notitieWish()])
    await expect(kcc.sync()).rejects.toThrow('offline')
    expect(server.count('terugbelnotitie')).toBe(1)
  })
})
