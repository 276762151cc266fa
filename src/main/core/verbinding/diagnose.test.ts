import { describe, expect, it } from 'vitest'
import { afdelingRow, notitieWish } from '../../../../tests/support/demo-rows'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createModelServer } from '../../../../tests/support/model-server'
import { createTestDesk } from '../../../../tests/support/test-desk'
import { diagnoseSchema } from '../../../shared/contract/verbinding'
import { afdelingEntity } from '../../../shared/domain/afdeling/afdeling'
import { createDiagnose } from './diagnose'

describe('what somebody who helps gets to see', () => {
  const clock = createFixedClock()
  const server = createModelServer(clock)
  const desk = createTestDesk({ medewerkerId: 'anna', link: server.linkFor('anna'), clock })
  const deel = { rijen: 3, bijgewerktOp: clock.now(), controle: 'klopt' as const, gecontroleerdOp: clock.now() }
  const diagnose = createDiagnose({
    sync: {
      outbox: desk.outbox,
      serverTime: {
        observe: () => undefined,
        now: clock.now,
        skewMs: () => -1500,
        lastContact: clock.now,
        isTrusted: () => true,
        setBackMs: () => 0,
      },
      diagnosis: () => ({
        protocol: 2,
        kanaal: 'sse',
        delen: ['t', 'u:anna', 'afd:burgerzaken', 'afd:nieuw'].map((scope) => ({ scope, ...deel })),
        storingen: [{ op: clock.now(), code: 'offline' }],
      }),
    },
    cache: desk.files.cache,
    locksAt: () => '2026-12-07T09:00:00.000Z',
    version: '1.2.3',
  })

  it('is everything about the connection and nothing about anybody', () => {
    desk.store.confirm(afdelingEntity, 'burgerzaken', afdelingRow())
    desk.outbox.enqueue([notitieWish({ toelichting: 'KANARIE' })])
    desk.outbox.markSent(1)
    desk.outbox.enqueue([notitieWish({ toelichting: 'KANARIE' })])
    const result = diagnose()
    expect(result.ok && diagnoseSchema.parse(result.value)).toEqual({
      versie: '1.2.3',
      protocol: 2,
      kanaal: 'sse',
      laatsteContact: clock.now(),
      klokverschilMs: -1500,
      vergrendeltOp: '2026-12-07T09:00:00.000Z',
      wachtend: [
        { no: 1, naam: 'terugbelnotitie.create', sinds: clock.now(), verstuurd: true },
        { no: 2, naam: 'terugbelnotitie.create', sinds: clock.now(), verstuurd: false },
      ],
      delen: [
        { soort: 'gemeente', naam: null, ...deel },
        { soort: 'eigen', naam: null, ...deel },
        { soort: 'afdeling', naam: 'Burgerzaken', ...deel },
        // The directory has yet to arrive: its key is a name too, of an afdeling.
        { soort: 'afdeling', naam: 'nieuw', ...deel },
      ],
      storingen: [{ op: clock.now(), code: 'offline' }],
    })
    const text = JSON.stringify(result)
    for (const personal of ['KANARIE', '612345678', 'anna', desk.outbox.clientId()])
      expect(text).not.toContain(personal)
  })
})
