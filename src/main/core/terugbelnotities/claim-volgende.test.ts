import { beforeEach, describe, expect, it } from 'vitest'
import { createManualTimers } from '../../../../tests/support/manual-timers'
import { createId } from '../../../shared/kernel/ids'
import { AppFailure, type AppError } from '../../../shared/kernel/result'
import { createArrivals } from './arrivals'
import { createClaimVolgende } from './claim-volgende'

describe('the next one', () => {
  const notitieId = createId()
  const clientId = createId()
  let asked: { readonly requestId: string; readonly afdelingId: string | null }[]
  let refusal: AppError | undefined
  let waiting: string | null
  let here: boolean
  let touched: string[]
  const timers = createManualTimers()
  const arrivals = createArrivals(timers)
  const volgende = createClaimVolgende({
    link: {
      claimNext: (request) => {
        asked.push(request)
        return refusal === undefined ? Promise.resolve({ notitieId: waiting }) : Promise.reject(new AppFailure(refusal))
      },
    },
    outbox: { clientId: () => clientId },
    untilMine: () => arrivals.until(() => here),
    touch: (id) => touched.push(id),
  })
  const requestIds = () => new Set(asked.map(({ requestId }) => requestId)).size

  beforeEach(() => {
    asked = []
    refusal = undefined
    waiting = notitieId
    here = true
    touched = []
  })

  it('is the note that the server picked', async () => {
    expect(await volgende({ afdelingId: 'burgerzaken' })).toEqual({ ok: true, value: { id: notitieId } })
    expect(asked).toMatchObject([{ clientId, afdelingId: 'burgerzaken' }])
    expect(touched).toEqual([notitieId])
  })

  it('is nothing when nothing waits', async () => {
    waiting = null
    expect(await volgende({ afdelingId: null })).toEqual({ ok: true, value: { id: null } })
    expect(touched).toEqual([])
  })

  it('needs the server, and asks again under the same number after silence', async () => {
    refusal = { code: 'offline' }
    expect(await volgende({ afdelingId: null })).toEqual({ ok: false, error: refusal })
    refusal = undefined
    await volgende({ afdelingId: null })
    expect(requestIds()).toBe(1)
    await volgende({ afdelingId: null })
    expect(requestIds()).toBe(2)
  })

  it('asks anew after a refusal', async () => {
    refusal = { code: 'forbidden', action: 'terugbelnotitie.claimVolgende' }
    await volgende({ afdelingId: null })
    await volgende({ afdelingId: null })
    expect(requestIds()).toBe(2)
  })

  it('answers when the note is here, or after patience', async () => {
    here = false
    let answered = 0
    const ask = () => void volgende({ afdelingId: null }).then(() => (answered += 1))
    ask()
    await timers.pass(1000)
    arrivals.rowsChanged()
    await timers.pass(0)
    expect(answered).toBe(0)
    here = true
    arrivals.rowsChanged()
    await timers.pass(0)
    expect(answered).toBe(1)
    here = false
    ask()
    await timers.pass(5000)
    expect(answered).toBe(2)
  })
})
