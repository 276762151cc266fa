import { beforeEach, describe, expect, it } from 'vitest'
import { afdelingRow, artikelRow, notitieWish } from '../../../../tests/support/demo-rows'
import { createFixedClock, type FixedClock } from '../../../../tests/support/fixed-clock'
import { createModelServer, type ModelServer } from '../../../../tests/support/model-server'
import { createTestDesk, openTestFiles } from '../../../../tests/support/test-desk'
import { afdelingEntity } from '../../../shared/domain/afdeling/afdeling'
import { kennisartikelEntity } from '../../../shared/domain/kennisartikel/kennisartikel'
import { AppFailure } from '../../../shared/kernel/result'
import type { ServerLink } from './ports'

describe('the comparison with the server', () => {
  let clock: FixedClock
  let server: ModelServer
  const desk = (link: ServerLink = server.linkFor('kcc'), files = openTestFiles(), appVersion = 'test') =>
    createTestDesk({ medewerkerId: 'kcc', link, clock, files, appVersion })
  const asked = () => server.pulls.filter(({ check }) => check === true).length
  const controles = (kcc: ReturnType<typeof desk>) =>
    kcc.replica.heldScopes().map(({ scope, controle }) => `${scope} ${controle}`)

  beforeEach(() => {
    clock = createFixedClock()
    server = createModelServer(clock, { limits: { offlineDays: 14, checkSeconds: 3600 } })
    server.grant('kcc', ['t', 'u:kcc', 'afd:burgerzaken'])
    server.save('afdeling', 'burgerzaken', afdelingRow())
    for (const id of ['a1', 'a2', 'a3']) server.save('kennisartikel', id, artikelRow(id, 'Titel'))
  })

  it('is made now and then, spread over the period, and says that all is well', async () => {
    const kcc = desk()
    await kcc.sync()
    clock.advance(1799)
    await kcc.sync()
    expect(asked()).toBe(0)
    clock.advance(1)
    await kcc.sync()
    expect(asked()).toBe(1)
    expect(controles(kcc)).toEqual(['afd:burgerzaken klopt', 't klopt', 'u:kcc klopt'])
    clock.advance(3599)
    await kcc.sync()
    expect(asked()).toBe(1)
    clock.advance(1)
    await kcc.sync()
    expect(asked()).toBe(2)
    expect(kcc.diverged()).toBe(0)
  })

  it('waits until nothing is pending', async () => {
    const link = server.linkFor('kcc')
    let online = false
    const kcc = desk({
      ...link,
      push: (request) =>
        online
          ? link.push(request)
          : Promise.resolve({ outcomes: [{ kind: 'retry', no: request.intents[0]?.no ?? 1 }] }),
    })
    kcc.outbox.enqueue([notitieWish()])
    kcc.selfCheck.request()
    await kcc.sync()
    expect(asked()).toBe(0)
    online = true
    await kcc.sync()
    expect(asked()).toBe(0)
    await kcc.sync()
    expect(asked()).toBe(1)
  })

  it('is put off when it is too much for the server, so that everything else goes on', async () => {
    const link = server.linkFor('kcc')
    const kcc = desk({
      ...link,
      pull: (request) =>
        request.check === true ? Promise.reject(new AppFailure({ code: 'offline' })) : link.pull(request),
    })
    await kcc.sync()
    kcc.selfCheck.request()
    await expect(kcc.sync()).rejects.toThrow('offline')
    server.save('kennisartikel', 'a4', artikelRow('a4', 'Titel'))
    await kcc.sync()
    expect(kcc.store.find(kennisartikelEntity, 'a4')?.titel).toBe('Titel')
    clock.advance(60)
    await expect(kcc.sync()).rejects.toThrow('offline')
  })

  it('finds a row that was lost, copies only that scope again, and reports it once', async () => {
    const link = server.linkFor('kcc')
    const copied: string[] = []
    const kcc = desk({
      ...link,
      snapshot: (scope, after) => {
        copied.push(scope)
        return link.snapshot(scope, after)
      },
    })
    await kcc.sync()
    copied.length = 0
    kcc.files.cache.exec("delete from kennisartikelen where id = 'a2'")
    kcc.files.cache.exec("delete from membership where id = 'a2'")
    kcc.selfCheck.request()
    await kcc.sync()
    expect(kcc.diverged()).toBe(1)
    expect(copied).toEqual(['t'])
    expect(kcc.store.find(kennisartikelEntity, 'a2')?.titel).toBe('Titel')
    expect(controles(kcc)).toEqual(['afd:burgerzaken klopt', 't hersteld', 'u:kcc klopt'])
    await kcc.sync()
    expect(server.pulls.filter(({ diverged }) => diverged !== undefined)).toMatchObject([{ diverged: ['t'] }])
    kcc.selfCheck.request()
    await kcc.sync()
    expect(kcc.diverged()).toBe(1)
    expect(controles(kcc)).toContain('t klopt')
  })

  it.each([
    ['a row that the server does not have', "insert into membership values ('kennisartikel', 'spook', 't', 1, 5)"],
    ['an older version', "update membership set version = 1, hash = 1 where id = 'a1'"],
  ])('finds %s', async (_what, damage) => {
    const kcc = desk()
    await kcc.sync()
    kcc.files.cache.exec(damage)
    kcc.selfCheck.request()
    await kcc.sync()
    expect(kcc.diverged()).toBe(1)
    kcc.selfCheck.request()
    await kcc.sync()
    expect(kcc.diverged()).toBe(1)
    expect(kcc.store.find(kennisartikelEntity, 'spook')).toBeUndefined()
  })

  it('keeps everything readable while a scope is copied again, also when that copy is cut off', async () => {
    const link = server.linkFor('kcc')
    let broken = false
    const kcc = desk({
      ...link,
      snapshot: async function* (scope, after) {
        for await (const line of link.snapshot(scope, after)) {
          if (broken && line.kind === 'row') throw new AppFailure({ code: 'offline' })
          yield line
        }
      },
    })
    await kcc.sync()
    kcc.files.cache.exec("delete from membership where id = 'a2'")
    broken = true
    kcc.selfCheck.request()
    await expect(kcc.sync()).rejects.toThrow('offline')
    expect(kcc.store.find(kennisartikelEntity, 'a1')).toBeDefined()
    expect(kcc.store.find(afdelingEntity, 'burgerzaken')).toBeDefined()
    broken = false
    await kcc.sync()
    expect(kcc.replica.incompleteScopes()).toEqual([])
    expect(server.pulls.at(-1)).toMatchObject({ diverged: ['t'] })
  })

  it('counts what only a newer Klaar can read, and does not copy for ever because of it', async () => {
    server.saveUnknown('afspraak', 'x1', ['t'])
    server.save('medewerker', 'nieuw', { id: 'nieuw', naam: 'Test (demo)', rol: 'stagiair', afdelingId: 'kcc' })
    const kcc = desk()
    await kcc.sync()
    expect(kcc.unreadable.sort()).toEqual(['afspraak', 'medewerker'])
    kcc.selfCheck.request()
    await kcc.sync()
    expect(asked()).toBe(1)
    expect(kcc.diverged()).toBe(0)
    server.grant('kcc', ['u:kcc'])
    await kcc.sync()
    expect(kcc.replica.sums()).toEqual([])
  })

  it('copies again under a newer Klaar what an older one could not read, and only then', async () => {
    const files = openTestFiles()
    server.saveUnknown('afspraak', 'x1', ['t'])
    await desk(server.linkFor('kcc'), files).sync()
    expect(desk(server.linkFor('kcc'), files).replica.incompleteScopes()).toEqual([])
    const newer = desk(server.linkFor('kcc'), files, 'newer')
    expect(newer.replica.incompleteScopes()).toContain('t')
    expect(newer.store.find(kennisartikelEntity, 'a1')).toBeDefined()
  })

  it('never asks by itself when the server has said no period', async () => {
    server = createModelServer(clock)
    server.grant('kcc', ['t'])
    const kcc = desk()
    await kcc.sync()
    clock.advance(864_000)
    await kcc.sync()
    expect(asked()).toBe(0)
  })

  it('remembers what the gemeente asks of its desks when there is no contact', async () => {
    const files = openTestFiles()
    await desk(server.linkFor('kcc'), files).sync()
    expect(desk(server.linkFor('kcc'), files).limits()).toEqual({ offlineDays: 14, checkSeconds: 3600 })
  })
})
