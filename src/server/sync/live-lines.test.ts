import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFixedClock } from '../../../tests/support/fixed-clock'
import { openTestDatabase } from '../../../tests/support/test-database'
import { createTestGemeente, valueOf, type TestGemeente } from '../../../tests/support/test-gemeente'
import { addSeconds } from '../../shared/kernel/clock'
import { silentLogger } from '../../shared/node/logger'
import { pollHoldMs } from '../../shared/sync-protocol/live'
import { createSessions, type Sessions } from '../auth/sessions'
import type { Db } from '../db/db'
import { holdPoll } from '../http/live-poll'
import { createLiveAdmission, type AdmittedDesk, type LiveAdmission } from './live-admission'
import type { LiveDesks } from './live-desks'
import { createLiveLines, type Farewell } from './live-lines'

const clock = createFixedClock()

const admittedDesk = (): AdmittedDesk => ({
  clientId: randomUUID(),
  session: {
    id: randomUUID(),
    medewerkerId: 'anna',
    expiresAt: addSeconds(clock.now(), 12 * 3600),
    isWithdrawn: false,
  },
  scopes: ['t'],
})

const silentDesks: LiveDesks = {
  join: () => ({ at: () => undefined, leave: () => undefined }),
  close: () => Promise.resolve(),
}

const linesWith = (findUnwelcome: LiveAdmission['findUnwelcome'], desks = silentDesks) =>
  createLiveLines({ desks, admission: { findUnwelcome }, clock, logger: silentLogger })

const listener = () => {
  const farewells: Farewell[] = []
  const line = {
    send: () => undefined,
    waiting: () => 0,
    cut: () => undefined,
    close: (why: Farewell) => farewells.push(why),
  }
  return { line, farewells }
}

describe('an open live channel', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('ends within a minute when its desk may no longer listen, and others stay', async () => {
    const [gone, staying] = [admittedDesk(), admittedDesk()]
    let unwelcome: ReadonlySet<AdmittedDesk> = new Set()
    const lines = linesWith(() => Promise.resolve(unwelcome))
    const [first, second] = [listener(), listener()]
    lines.open(first.line, gone)
    lines.open(second.line, staying)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(first.farewells).toEqual([])
    unwelcome = new Set([gone])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(new Set(first.farewells)).toEqual(new Set(['signedOut']))
    expect(second.farewells).toEqual([])
    lines.close()
  })

  it('stays when the database does not answer, and is checked again', async () => {
    const gone = admittedDesk()
    let fails = true
    const lines = linesWith(() => (fails ? Promise.reject(new Error('down')) : Promise.resolve(new Set([gone]))))
    const { line, farewells } = listener()
    lines.open(line, gone)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(farewells).toEqual([])
    fails = false
    await vi.advanceTimersByTimeAsync(30_000)
    expect(farewells).toEqual(['signedOut'])
    lines.close()
  })

  it('ends when its session expires, and no timer of it remains after it left', async () => {
    const lines = linesWith(() => Promise.resolve(new Set()))
    const [first, second] = [listener(), listener()]
    lines.open(first.line, admittedDesk())
    lines.open(second.line, admittedDesk()).leave()
    await vi.advanceTimersByTimeAsync(12 * 3600 * 1000)
    expect(first.farewells).toEqual(['signedOut'])
    expect(second.farewells).toEqual([])
    lines.close()
  })

  it('that comes in while the server stops ends at once', async () => {
    const lines = linesWith(() => Promise.resolve(new Set()))
    lines.close()
    const { line, farewells } = listener()
    lines.open(line, admittedDesk())
    await vi.advanceTimersByTimeAsync(0)
    expect(farewells).toEqual(['restarting'])
  })

  it('without a way back hears where its own desk stands, and not from a colleague', () => {
    const places: string[] = []
    const desks: LiveDesks = {
      ...silentDesks,
      join: () => ({ at: (cursor) => places.push(cursor), leave: () => undefined }),
    }
    const lines = linesWith(() => Promise.resolve(new Set()), desks)
    const desk = admittedDesk()
    lines.open(listener().line, desk)
    lines.at(desk.clientId, 'bram', 'x')
    lines.at(randomUUID(), 'anna', 'x')
    expect(places).toEqual([])
    lines.at(desk.clientId, 'anna', 'y')
    expect(places).toEqual(['y'])
    lines.close()
  })

  it('that is held as a poll is answered without frames after its time', async () => {
    const lines = linesWith(() => Promise.resolve(new Set()))
    const response = { once: vi.fn(), destroyed: false }
    const answered = vi.fn()
    void holdPoll(response, lines, admittedDesk(), undefined).then(answered)
    await vi.advanceTimersByTimeAsync(pollHoldMs - 1)
    expect(answered).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(answered).toHaveBeenCalledExactlyOnceWith([])
    lines.close()
  })
})

describe('who may no longer listen', () => {
  let db: Db
  let gemeente: TestGemeente
  let admission: LiveAdmission
  let sessions: Sessions

  beforeAll(async () => {
    db = await openTestDatabase()
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    gemeente = await createTestGemeente(db)
    sessions = createSessions(db, gemeente.state.tenant)
    admission = createLiveAdmission(db, gemeente.state.tenant)
  })

  const admitted = async (medewerkerId: string): Promise<AdmittedDesk> => {
    const { clientId, token, hello } = await gemeente.desk(medewerkerId)
    valueOf(await hello())
    const session = await sessions.find(token)
    if (session === undefined) throw new Error('no session')
    return valueOf(await admission.admit(session, clientId))
  }

  it('is whose session was removed, whose desk was withdrawn or who left the gemeente', async () => {
    const [anna, bram, henk] = [await admitted('anna'), await admitted('bram'), await admitted('henk')]
    const all = [anna, bram, henk]
    expect(await admission.findUnwelcome(all)).toEqual(new Set())
    const { tenant } = gemeente.state
    await db.query('delete from sessie where tenant = $1 and medewerker = $2', [tenant, 'anna'])
    expect(await admission.findUnwelcome(all)).toEqual(new Set([anna]))
    await db.query('delete from medewerkers where tenant = $1 and id = $2', [tenant, 'bram'])
    expect(await admission.findUnwelcome(all)).toEqual(new Set([anna, bram]))
    await db.query('update sessie set vervalt_op = now() where tenant = $1 and medewerker = $2', [tenant, 'henk'])
    expect(await admission.findUnwelcome(all)).toEqual(new Set(all))
    const joris = await admitted('joris')
    expect(await admission.findUnwelcome([joris])).toEqual(new Set())
    await db.query('update client set ingetrokken_op = now() where tenant = $1 and id = $2', [tenant, joris.clientId])
    expect(await admission.findUnwelcome([joris])).toEqual(new Set([joris]))
  })
})
