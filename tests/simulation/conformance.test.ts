import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeCursor } from '../../src/server/sync/cursor'
import type { Db } from '../../src/server/db/db'
import { addSeconds, systemClock, type Instant } from '../../src/shared/kernel/clock'
import { medewerkerEntity } from '../../src/shared/domain/medewerker/medewerker'
import type { Result } from '../../src/shared/kernel/result'
import { silentLogger } from '../../src/shared/node/logger'
import type { SnapshotLine } from '../../src/shared/sync-protocol/snapshot'
import { openTestDatabase } from '../support/test-database'
import { afdelingIds } from './make-schedule'
import { createModelServer } from './model/model-server'
import { createPrng, idFor, pickFrom, type Prng } from './prng'
import { createRealServer } from './real-server'
import type { DeskSpec } from './schedule'
import type { SimServer } from './sim-server'
import { firstDisk, medewerkerOf, wrapUpOf } from './world-rows'

const specs: readonly DeskSpec[] = [
  { medewerkerId: 'anna', rol: 'telefonist', afdelingId: 'kcc' },
  { medewerkerId: 'bram', rol: 'behandelaar', afdelingId: 'burgerzaken' },
  { medewerkerId: 'cem', rol: 'teamleider', afdelingId: 'belastingen' },
]

// A cursor at number 0.
const beforeEverything = encodeCursor(0)
const pageRows = 5
const runs = 12
const requestsPerRun = 60

let db: Db
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

/** Moments are the servers' own; everything else must be equal. */
const comparable = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key: string, value: unknown) =>
      ['serverTime', 'tot', 'gemeldOp', 'afgehandeldOp', 'logId'].includes(key) ? null : value,
    ),
  )

interface Placed {
  readonly scope: string
  readonly entity: string
  readonly id?: string
}

/** The order within one transaction means nothing. */
const inOrder = (rows: readonly Placed[]): unknown => {
  const place = ({ scope, entity, id }: Placed): string => `${scope}/${entity}/${id ?? ''}`
  return comparable([...rows].sort((one, other) => (place(one) < place(other) ? -1 : 1)))
}

const drain = async (result: Result<AsyncIterator<SnapshotLine>>): Promise<unknown> => {
  if (!result.ok) return comparable(result)
  const lines: SnapshotLine[] = []
  for (let next = await result.value.next(); next.done !== true; next = await result.value.next())
    lines.push(next.value)
  return comparable(lines)
}

/** What one desk remembers between its requests: enough to ask sensible and senseless things. */
interface Asker {
  readonly spec: DeskSpec
  readonly clientId: string
  no: number
  cursors: readonly { readonly scope: string; readonly cursor: string }[]
}

type Ask = (server: SimServer) => Promise<unknown>

const createAsks = (random: Prng, epoch: string, noteIds: string[]) => {
  let acts = 0
  const pick = <T>(items: readonly T[]): T => {
    const found = pickFrom(items, random())
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  const intentOf = (now: Instant): { readonly name: string; readonly args: unknown }[] => {
    const id = pick(noteIds)
    const token = random() < 0.5 ? 1 : random() < 0.5 ? 2 : null
    const pogingId = idFor('poging', random() < 0.2 ? 0 : (acts += 1))
    const wrapUp = wrapUpOf(`c${String((acts += 1))}`, Math.floor(random() * 1e9), pick(afdelingIds), now)
    const choices = [
      { name: 'terugbelnotitie.claim', args: { id } },
      { name: 'terugbelnotitie.verlengClaim', args: { id, token: token ?? 1 } },
      { name: 'terugbelnotitie.geefClaimVrij', args: { id, token: token ?? 1 } },
      { name: 'terugbelnotitie.breekClaim', args: { id, reden: 'ziek' } },
      {
        name: 'terugbelnotitie.registreerPoging',
        args: { id, pogingId, op: now, resultaat: 'voicemail', toelichting: '', token },
      },
      {
        name: 'terugbelnotitie.handelAf',
        args: { id, uitkomst: 'gedaan', token, poging: { id: pogingId, op: now } },
      },
      { name: 'terugbelnotitie.onbekend', args: {} },
      { name: 'terugbelnotitie.claim', args: { id: 1 } },
    ]
    if (random() < 0.25) {
      noteIds.push(wrapUp.notitie.id)
      return [
        { name: 'contactmoment.registreer', args: wrapUp.contactmoment },
        { name: 'terugbelnotitie.create', args: wrapUp.notitie },
      ]
    }
    return [pick(choices)]
  }

  const hello = (asker: Asker): Ask => {
    const request = {
      clientId: random() < 0.1 ? idFor('other', 1).replace('-7', '-4') : asker.clientId,
      protocol: pick([
        { min: 1, max: 2 },
        { min: 1, max: 2 },
        { min: 1, max: 1 },
        { min: 3, max: 4 },
      ]),
      appVersion: 'test',
      settledNo: random() < 0.1 ? asker.no + 1 : 0,
      holds: random() < 0.3 ? ['afd:kcc', 't'] : [],
    }
    return async (server) => {
      const answer = await server.hello(asker.spec.medewerkerId, request)
      if (answer.ok) {
        asker.no = Math.max(asker.no, answer.value.lastMutationNo)
        const known = new Map(asker.cursors.map(({ scope, cursor }) => [scope, cursor]))
        asker.cursors = answer.value.scopes.map((scope) => ({ scope, cursor: known.get(scope) ?? beforeEverything }))
      }
      return comparable(answer)
    }
  }
  const push = (asker: Asker): Ask => {
    const now = systemClock.now()
    const start = Math.max(1, asker.no + pick([1, 1, 1, 1, 0, -1, 2]))
    const wishes = Array.from({ length: 1 + Math.floor(random() * 3) }, () => intentOf(now)).flat()
    const intents = wishes.map((wish, index) => ({ no: start + index, ...wish }))
    const request = { clientId: asker.clientId, epoch: random() < 0.05 ? idFor('life', 1) : epoch, intents }
    return async (server) => {
      const answer = await server.push(asker.spec.medewerkerId, request)
      if (answer.ok) asker.no = Math.max(asker.no, answer.value.outcomes.at(-1)?.no ?? 0)
      return comparable(answer)
    }
  }
  const pull = (asker: Asker): Ask => {
    const odd = asker.cursors.length === 0 || random() < 0.1
    const cursors = odd
      ? [{ scope: pick(['t', 'afd:kcc', 'u:bram']), cursor: pick([beforeEverything, 'nonsense']) }]
      : [...asker.cursors]
    const request = { clientId: asker.clientId, epoch, cursors, check: random() < 0.3 }
    return async (server) => {
      const answer = await server.pull(asker.spec.medewerkerId, request)
      if (!answer.ok) return comparable(answer)
      const { rows, sums, ...rest } = answer.value
      asker.cursors = rest.cursors
      return { ...(comparable(rest) as object), rows: inOrder(rows), sums: inOrder(sums ?? []) }
    }
  }
  const snapshot = ({ spec, clientId }: Asker): Ask => {
    const scope = pick(['t', 'afd:kcc', 'afd:burgerzaken', `u:${spec.medewerkerId}`, 'u:anna'])
    return async (server) => drain(await server.snapshot(spec.medewerkerId, clientId, scope, undefined))
  }
  const purged = ({ spec, clientId }: Asker): Ask => {
    const scopes = [pick(['afd:kcc', 'afd:belastingen', 't'])]
    return async (server) => comparable(await server.purged(spec.medewerkerId, { clientId, scopes }))
  }
  const rights = ({ spec }: Asker): Ask => {
    const rol = pick(['telefonist', 'behandelaar', 'teamleider', 'redacteur'] as const)
    const state = medewerkerOf({ ...spec, rol, afdelingId: pick(afdelingIds) })
    return (server) => server.save(medewerkerEntity, state.id, state)
  }
  const claimNext = ({ spec, clientId }: Asker): Ask => {
    const requestId = idFor('request', Math.floor(random() * 4))
    const request = { clientId, requestId, afdelingId: pick([null, null, 'kcc']) }
    return async (server) => comparable(await server.claimNext(spec.medewerkerId, request))
  }
  const kinds = { hello, push, pull, snapshot, purged, rights, claimNext }
  const often = [
    'hello',
    'hello',
    'push',
    'push',
    'push',
    'pull',
    'pull',
    'snapshot',
    'purged',
    'rights',
    'claimNext',
  ] as const

  /** One random request, the same for both servers. */
  return (asker: Asker): { readonly ask: Ask; readonly name: string } => {
    const name = pick(often)
    return { name, ask: kinds[name](asker) }
  }
}

describe('the model server', () => {
  it.each(Array.from({ length: runs }, (_unused, seed) => seed))(
    'answers as the real one does, run %i',
    async (seed) => {
      const random = createPrng('conformance', seed)
      const first = firstDisk(seed, specs, addSeconds(systemClock.now(), -60))
      const real = await createRealServer({ db, tenant: randomUUID(), first, logger: silentLogger, pageRows })
      const model = createModelServer({
        state: () => first,
        now: systemClock.now,
        step: () => Promise.resolve(),
        after: () => undefined,
        newsAfter: () => 0,
        logger: silentLogger,
        pageRows,
        counter: 'late',
        onDecided: () => undefined,
        onCommit: () => undefined,
      })
      const noteIds = [...first.rows.values()].filter(({ entity }) => entity === 'terugbelnotitie').map(({ id }) => id)
      const askers = specs.map((spec, index): Asker => ({
        spec,
        clientId: idFor(seed, 'client', index).replace('-7', '-4'),
        no: 0,
        cursors: [],
      }))
      const next = createAsks(random, first.epoch, noteIds)
      for (let count = 0; count < requestsPerRun; count += 1) {
        const asker = pickFrom(askers, random())
        if (asker === undefined) continue
        const { name, ask } = next(asker)
        const expected = { count, name, answer: await ask(real) }
        expect({ count, name, answer: await ask(model) }).toEqual(expected)
      }
    },
  )
})
