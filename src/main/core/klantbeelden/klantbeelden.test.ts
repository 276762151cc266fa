import { beforeEach, describe, expect, it } from 'vitest'
import { createFixedClock, type FixedClock } from '../../../../tests/support/fixed-clock'
import { createManualTimers } from '../../../../tests/support/manual-timers'
import { openMigrated } from '../../../../tests/support/test-desk'
import { klantbeeldSchema } from '../../../shared/domain/klantbeeld/klantbeeld'
import { addSeconds } from '../../../shared/kernel/clock'
import { createId } from '../../../shared/kernel/ids'
import { telefoonnummerSchema } from '../../../shared/kernel/telefoonnummer'
import { AppFailure, type AppError } from '../../../shared/kernel/result'
import { createKlantbeelden } from './klantbeelden'

const telefoonnummer = telefoonnummerSchema.parse('+31612345678')
const blik = { telefoonnummer, doel: 'gesprek' as const }

describe('what is known of a caller', () => {
  let clock: FixedClock
  let refusal: AppError | undefined
  let trusted: boolean
  let looks: string[]
  let arrived: () => void
  let cache = openMigrated('cache')
  let timers = createManualTimers()

  const open = () => {
    const klantbeelden = createKlantbeelden({
      cache,
      link: {
        klantbeeld: ({ doel }) => {
          if (refusal !== undefined) return Promise.reject(new AppFailure(refusal))
          looks.push(doel)
          arrived()
          return Promise.resolve(
            klantbeeldSchema.parse({
              klant: 'k:een',
              contactmomenten: [],
              terugbelnotities: [
                {
                  id: createId(),
                  afdelingId: 'burgerzaken',
                  aangemaaktOp: clock.now(),
                  gevraagdeHandeling: 'Terugbellen over KANARIE',
                  bellenVoor: clock.now(),
                  status: 'open',
                  uitkomst: '',
                  afgehandeldOp: null,
                },
              ],
              opgehaaldOp: clock.now(),
              verlooptOp: addSeconds(clock.now(), 600),
            }),
          )
        },
      },
      outbox: { clientId: () => createId() },
      serverTime: { now: clock.now, isTrusted: () => trusted },
      timers,
    })
    klantbeelden.start()
    return klantbeelden
  }
  const kept = () => cache.prepare('select count(*) from klantbeelden').pluck().get()

  beforeEach(() => {
    clock = createFixedClock()
    cache = openMigrated('cache')
    timers = createManualTimers()
    refusal = undefined
    trusted = true
    looks = []
    arrived = () => undefined
  })

  it('is asked of the server at every look, so that every look is in the audit', async () => {
    const klantbeelden = open()
    expect(await klantbeelden.open(blik)).toMatchObject({ ok: true, value: { klant: 'k:een' } })
    await klantbeelden.open(blik)
    await klantbeelden.open({ ...blik, doel: 'terugbellen' })
    expect(looks).toEqual(['gesprek', 'gesprek', 'terugbellen'])
  })

  it('is there without the server while it is fresh, for the same purpose only', async () => {
    const klantbeelden = open()
    await klantbeelden.open(blik)
    refusal = { code: 'offline' }
    expect(await klantbeelden.open(blik)).toMatchObject({ ok: true })
    expect(await klantbeelden.open({ ...blik, doel: 'terugbellen' })).toEqual({ ok: false, error: { code: 'offline' } })
    clock.advance(600)
    expect(await klantbeelden.open(blik)).toEqual({ ok: false, error: { code: 'offline' } })
    expect(kept()).toBe(0)
  })

  it('goes by itself when it expires', async () => {
    await open().open(blik)
    clock.advance(599)
    await timers.pass(600_000)
    expect(kept()).toBe(1)
    clock.advance(1)
    await timers.pass(30_000)
    expect(kept()).toBe(0)
    expect(timers.waiting()).toEqual([])
  })

  it('goes at the next start when it expired meanwhile, or when the clock cannot be trusted', async () => {
    await open().open(blik)
    open()
    expect(kept()).toBe(1)
    clock.advance(601)
    open()
    expect(kept()).toBe(0)
    await open().open(blik)
    trusted = false
    open()
    expect(kept()).toBe(0)
  })

  it('goes when somebody is done with it, and leaves nothing readable in the file', async () => {
    const klantbeelden = open()
    await klantbeelden.open(blik)
    expect(cache.serialize().includes('KANARIE')).toBe(true)
    klantbeelden.sluit({ klant: 'k:een' })
    expect(cache.serialize().includes('KANARIE')).toBe(false)
    expect(cache.serialize().includes('612345678')).toBe(false)
  })

  it('leaves the file alone when the workspace closes while an answer is on its way', async () => {
    const klantbeelden = open()
    arrived = () => {
      klantbeelden.close()
      cache.close()
    }
    expect(await klantbeelden.open(blik)).toMatchObject({ ok: true })
    expect(timers.waiting()).toEqual([])
    refusal = { code: 'offline' }
    expect(await klantbeelden.open(blik)).toEqual({ ok: false, error: { code: 'offline' } })
  })

  it('goes when the server says no', async () => {
    const klantbeelden = open()
    await klantbeelden.open(blik)
    refusal = { code: 'forbidden', action: 'klantbeeld.open' }
    expect(await klantbeelden.open(blik)).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    refusal = { code: 'offline' }
    expect(await klantbeelden.open(blik)).toMatchObject({ ok: false })
    expect(kept()).toBe(0)
  })
})
