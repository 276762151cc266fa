import { beforeEach, describe, expect, it } from 'vitest'
import Database from 'better-sqlite3'
import { notitieWish } from '../../../../tests/support/demo-rows'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createModelServer, type ModelServer } from '../../../../tests/support/model-server'
import { createTestDesk, openTestFiles } from '../../../../tests/support/test-desk'
import type { Sqlite } from '../../../shared/node/sqlite'

const clock = createFixedClock()
const copyOf = (file: Sqlite): Sqlite => new Database(file.serialize())

/**
 * The cache is written without waiting for the disk (WAL, synchronous = NORMAL), the outbox with. After a power cut the cache is therefore as it
 * was at an earlier commit, beside an outbox that is further.
 */
describe('a cache that is older than its outbox', () => {
  let server: ModelServer
  const desk = (files = openTestFiles()) =>
    createTestDesk({ medewerkerId: 'kcc', link: server.linkFor('kcc'), clock, files })

  beforeEach(() => {
    server = createModelServer(clock)
    server.grant('kcc', ['t', 'u:kcc', 'afd:burgerzaken'])
  })

  it('gets back what was settled after it, because its cursor went back with it', async () => {
    const kcc = desk()
    await kcc.sync()
    const older = copyOf(kcc.files.cache)
    const note = notitieWish()
    kcc.outbox.enqueue([note])
    await kcc.sync()
    expect(kcc.outbox.count()).toBe(0)
    const after = desk({ cache: older, outbox: kcc.files.outbox })
    expect(after.notitie(note.id)).toBeUndefined()
    await after.sync()
    expect(after.notitie(note.id)).toEqual(server.find('terugbelnotitie', note.id))
    expect(server.effects()).toEqual([1])
  })

  it('does not go on showing a wish that was settled after it', async () => {
    const kcc = desk()
    await kcc.sync()
    const note = notitieWish()
    kcc.outbox.enqueue([note])
    const older = copyOf(kcc.files.cache)
    await kcc.sync()
    server.save('terugbelnotitie', note.id, {
      ...(server.find('terugbelnotitie', note.id) ?? {}),
      toelichting: 'Van een collega',
    })
    const after = desk({ cache: older, outbox: kcc.files.outbox })
    expect(after.store.listKeptAside()).toEqual([])
    await after.sync()
    expect(after.notitie(note.id)?.toelichting).toBe('Van een collega')
  })

  it('shows wishes again that it had not seen yet', async () => {
    const kcc = desk()
    await kcc.sync()
    const older = copyOf(kcc.files.cache)
    const note = notitieWish()
    kcc.outbox.enqueue([note])
    expect(desk({ cache: older, outbox: kcc.files.outbox }).notitie(note.id)?.status).toBe('open')
  })
})
