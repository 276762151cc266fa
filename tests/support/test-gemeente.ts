import { randomUUID } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Db } from '../../src/server/db/db'
import { createServer } from '../../src/server/http/create-server'
import type { ServerState } from '../../src/server/server-state'
import { createSessions } from '../../src/server/auth/sessions'
import { createChanges } from '../../src/server/sync/changes'
import { createWriter, saveEntities } from '../../src/server/sync/writer'
import { afdelingEntity } from '../../src/shared/domain/afdeling/afdeling'
import { medewerkerEntity, type Medewerker } from '../../src/shared/domain/medewerker/medewerker'
import { registreerContactmoment } from '../../src/shared/domain/contactmoment/intents'
import { claimTerugbelnotitie } from '../../src/shared/domain/terugbelnotitie/claim-intents'
import { createTerugbelnotitie, handelTerugbelnotitieAf } from '../../src/shared/domain/terugbelnotitie/intents'
import { systemClock } from '../../src/shared/kernel/clock'
import { createId } from '../../src/shared/kernel/ids'
import { silentLogger } from '../../src/shared/node/logger'
import { claimNextResponseSchema } from '../../src/shared/sync-protocol/claim-next'
import { helloResponseSchema } from '../../src/shared/sync-protocol/hello'
import { problemSchema } from '../../src/shared/sync-protocol/problem'
import { pullResponseSchema, type PullRequest } from '../../src/shared/sync-protocol/pull'
import { purgedResponseSchema } from '../../src/shared/sync-protocol/purged'
import { pushResponseSchema, type PushedIntent } from '../../src/shared/sync-protocol/push'
import { snapshotLineSchema } from '../../src/shared/sync-protocol/snapshot'
import { afdelingRow } from './demo-rows'

export const medewerkerRow = (id: string, rol: Medewerker['rol'], afdelingId: string): Medewerker => ({
  id,
  naam: `${id} (demo)`,
  rol,
  afdelingId,
})

const afdelingen = ['kcc', 'burgerzaken', 'belastingen'].map((id) => afdelingRow(id, id))
const medewerkers = [
  medewerkerRow('anna', 'telefonist', 'kcc'),
  medewerkerRow('bram', 'behandelaar', 'burgerzaken'),
  medewerkerRow('henk', 'behandelaar', 'belastingen'),
  medewerkerRow('joris', 'redacteur', 'kcc'),
]

/** A gemeente of its own in a shared database, with three afdelingen and four people, and the whole server over it. */
export const createTestGemeente = async (db: Db, options: { readonly demo?: boolean } = {}) => {
  const limits = { offlineDays: 14, checkSeconds: 300 }
  const state: ServerState = { tenant: randomUUID(), gemeente: 'Test', demo: false, epoch: randomUUID(), limits }
  await db.query('insert into tenant_teller (tenant, laatste) values ($1, 0)', [state.tenant])
  const changes = createChanges()
  const writer = createWriter(db, state.tenant, changes)
  await writer(async (unit) => {
    await saveEntities(unit, afdelingEntity, new Map(afdelingen.map((row) => [row.id, row])))
    await saveEntities(unit, medewerkerEntity, new Map(medewerkers.map((row) => [row.id, row])))
  })
  const app = createServer({
    db,
    state,
    changes,
    clock: systemClock,
    logger: silentLogger,
    version: '0.0.0',
    host: '127.0.0.1',
    demo: options.demo ?? false,
  })
  const desk = async (medewerkerId: string, clientId: string = randomUUID()) => {
    const { token } = await createSessions(db, state.tenant).create(medewerkerId)
    return createTestClient(app, state.epoch, token, clientId)
  }
  /** A desk that said hello. */
  const greetedDesk = async (medewerkerId: string) => {
    const client = await desk(medewerkerId)
    valueOf(await client.hello())
    return client
  }
  return { app, state, changes, writer, desk, greetedDesk }
}

export type TestGemeente = Awaited<ReturnType<typeof createTestGemeente>>

/** Speaks the sync protocol as a desk does; every answer is checked by the protocol's own schemas. */
const createTestClient = (app: FastifyInstance, epoch: string, token: string, clientId: string) => {
  const headers = { authorization: `Bearer ${token}` }
  const post = async <Answer>(path: string, payload: object, schema: z.ZodType<Answer>) => {
    const { statusCode, body } = await app.inject({ method: 'POST', url: path, headers, payload })
    const answer: unknown = JSON.parse(body)
    return statusCode === 200
      ? ({ ok: true, value: schema.parse(answer) } as const)
      : ({ ok: false, error: problemSchema.parse(answer).error } as const)
  }
  const hello = (changed: object = {}) => {
    const request = { clientId, protocol: { min: 1, max: 2 }, appVersion: 'test', settledNo: 0, ...changed }
    return post('/sync/v1/hello', request, helloResponseSchema)
  }
  const push = (intents: readonly PushedIntent[], changed: object = {}) =>
    post('/sync/v1/push', { clientId, epoch, intents, ...changed }, pushResponseSchema)
  const pull = (cursors: PullRequest['cursors'], changed: object = {}) =>
    post('/sync/v1/pull', { clientId, epoch, cursors, ...changed }, pullResponseSchema)
  const purged = (scopes: readonly string[]) => post('/sync/v1/purged', { clientId, scopes }, purgedResponseSchema)
  const claimNext = (afdelingId: string | null = null, requestId: string = randomUUID()) =>
    post('/sync/v1/claim-next', { clientId, requestId, afdelingId }, claimNextResponseSchema)
  const snapshot = async (scope: string, after?: string) => {
    const query = { clientId, ...(after === undefined ? {} : { after }) }
    const response = await app.inject({ url: `/sync/v1/snapshot/${scope}`, headers, query })
    if (response.statusCode !== 200) return { ok: false, error: problemSchema.parse(response.json()).error } as const
    const lines = gunzipSync(response.rawPayload).toString('utf8').trim().split('\n')
    return { ok: true, value: lines.map((line) => snapshotLineSchema.parse(JSON.parse(line))) } as const
  }
  return { clientId, token, hello, push, pull, purged, claimNext, snapshot }
}

export type TestClient = ReturnType<typeof createTestClient>

/** The value of an answer that has to be a success. */
export const valueOf = <Value>(
  answer: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: unknown },
): Value => {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`)
  return answer.value
}

/** Where a scope's log is now, as a fresh snapshot says. */
export const cursorOf = async (client: TestClient, scope: string) => {
  const [header] = valueOf(await client.snapshot(scope))
  if (header?.kind !== 'header') throw new Error('a snapshot starts with its header')
  return { scope, cursor: header.cursor }
}

/** The wish to register a contactmoment, with the number that it travels under. */
export const registreerIntent = (no: number, onderwerp = 'Paspoort verlengen'): PushedIntent => ({
  no,
  name: registreerContactmoment.name,
  args: {
    id: createId(),
    kanaal: 'telefoon',
    resultaat: 'zelf_beantwoord',
    onderwerp,
    inhoud: '',
    interneToelichting: '',
    naam: 'Test (demo)',
    telefoonnummer: '+31612345678',
    artikelIds: [],
    plaatsgevondenOp: '2026-11-23T09:00:00.000Z',
  },
})

/** The wish to make a terugbelnotitie with this id. */
export const notitieIntent = (no: number, id: string, afdelingId = 'burgerzaken'): PushedIntent => ({
  no,
  name: createTerugbelnotitie.name,
  args: {
    id,
    contactmomentId: createId(),
    afdelingId,
    aangemaaktOp: '2026-11-23T09:00:00.000Z',
    naam: 'Test (demo)',
    telefoonnummer: '+31612345678',
    gevraagdeHandeling: 'Terugbellen over een afspraak',
    toelichting: '',
    bellenVoor: '2026-11-24T11:00:00.000Z',
  },
})

export const claimIntent = (no: number, id: string): PushedIntent => ({
  no,
  name: claimTerugbelnotitie.name,
  args: { id },
})

export const handelAfIntent = (no: number, id: string): PushedIntent => ({
  no,
  name: handelTerugbelnotitieAf.name,
  args: { id, uitkomst: 'Gebeld en uitgelegd' },
})
