import { beforeEach, describe, expect, it } from 'vitest'
import { notitieWish } from '../../../../tests/support/demo-rows'
import { createFixedClock, type FixedClock } from '../../../../tests/support/fixed-clock'
import { createManualTimers } from '../../../../tests/support/manual-timers'
import { createModelServer, type ModelServer } from '../../../../tests/support/model-server'
import { createTestDesk } from '../../../../tests/support/test-desk'
import { claimTerugbelnotitie, verlengClaim } from '../../../shared/domain/terugbelnotitie/claim-intents'
import { terugbelnotitieEntity, terugbelnotitieIdSchema } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { millisecondsBetween } from '../../../shared/kernel/clock'
import { wish } from '../sync/outbox'
import { createClaimRenewal } from './claim-renewal'
import { createTerugbelnotitieRepository } from './repository'

describe('a claim that somebody works on', () => {
  let clock: FixedClock
  let server: ModelServer
  let timers: ReturnType<typeof createManualTimers>
  let leasesChanged: number
  const openDesk = (medewerkerId: string) => createTestDesk({ medewerkerId, link: server.linkFor(medewerkerId), clock })
  let anna: ReturnType<typeof openDesk>
  let renewal: ReturnType<typeof createClaimRenewal>
  const note = notitieWish()
  const claim = wish(claimTerugbelnotitie, { id: terugbelnotitieIdSchema.parse(note.id) })

  /** Time passes for the clock and for the timers alike. */
  const pass = async (seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 30) {
      clock.advance(30)
      await timers.pass(30_000)
    }
  }
  const pending = () => anna.outbox.pendingOn(terugbelnotitieEntity.name, note.id)
  const until = () => anna.notitie(note.id)?.claim?.tot

  beforeEach(async () => {
    clock = createFixedClock()
    const start = clock.now()
    server = createModelServer(clock)
    timers = createManualTimers()
    for (const wie of ['anna', 'bram']) server.grant(wie, ['t', `u:${wie}`, 'afd:burgerzaken'])
    anna = openDesk('anna')
    leasesChanged = 0
    renewal = createClaimRenewal({
      repository: createTerugbelnotitieRepository(anna.files.cache),
      outbox: anna.outbox,
      attention: anna.attention,
      medewerkerId: 'anna',
      now: clock.now,
      monotonic: () => millisecondsBetween(start, clock.now()),
      timers,
      onLeases: () => {
        leasesChanged += 1
      },
    })
    anna.outbox.enqueue([note])
    await anna.sync()
    anna.outbox.enqueue([claim])
    await anna.sync()
    renewal.start()
  })

  it('is renewed when a third of it went by, once', async () => {
    renewal.touch(note.id)
    await pass(270)
    expect(pending()).toEqual([])
    await pass(30)
    expect(pending()).toEqual([verlengClaim.name])
    const before = until()
    await anna.sync()
    expect(pending()).toEqual([])
    expect(until()).not.toBe(before)
    await pass(60)
    expect(pending()).toEqual([])
  })

  it('is not renewed when nobody works on it', async () => {
    await pass(900)
    expect(pending()).toEqual([])
  })

  it('stops being renewed a lease after the last work', async () => {
    renewal.touch(note.id)
    for (let turn = 0; turn < 5; turn += 1) {
      await pass(300)
      await anna.sync()
    }
    expect(pending()).toEqual([])
    expect(until()).toBe('2026-11-23T09:25:00.000Z')
  })

  it('does not pile up without a network', async () => {
    renewal.touch(note.id)
    await pass(600)
    renewal.touch(note.id)
    await pass(600)
    expect(pending()).toEqual([verlengClaim.name])
  })

  it('bothers nobody when it is refused, because a colleague has the note now', async () => {
    renewal.touch(note.id)
    await pass(900)
    const bram = openDesk('bram')
    await bram.sync()
    bram.outbox.enqueue([claim])
    await bram.sync()
    await anna.sync()
    expect(anna.attention.list()).toMatchObject([{ naam: verlengClaim.name }])
    renewal.forgetRefused()
    expect(anna.attention.count()).toBe(0)
    expect(anna.notitie(note.id)?.claim?.houder).toBe('bram')
  })

  it('tells the screens when it is about to end and when it has ended', async () => {
    await pass(570)
    expect(leasesChanged).toBe(0)
    await pass(30)
    expect(leasesChanged).toBe(1)
    await pass(300)
    expect(leasesChanged).toBe(2)
  })
})
