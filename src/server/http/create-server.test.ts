import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { openTestDatabase } from '../../../tests/support/test-database'
import { createTestGemeente } from '../../../tests/support/test-gemeente'
import { problemSchema } from '../../shared/sync-protocol/problem'
import type { Db } from '../db/db'
import { createServer } from './create-server'
import { systemClock } from '../../shared/kernel/clock'
import type { Logger } from '../../shared/node/logger'
import { createChanges } from '../sync/changes'

let db: Db
let app: FastifyInstance
let token: string

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

beforeEach(async () => {
  const gemeente = await createTestGemeente(db)
  app = gemeente.app
  token = (await gemeente.desk('anna')).token
})

const problemOf = async (request: string | InjectOptions) => {
  const response = await app.inject(request)
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
  const problem = problemSchema.parse(response.json())
  expect(problem.status).toBe(response.statusCode)
  return problem
}

describe('the server', () => {
  it('says that it is well, and which life its log is in', async () => {
    const { statusCode, body } = await app.inject('/health')
    expect(statusCode).toBe(200)
    expect(JSON.parse(body)).toMatchObject({ status: 'ok', database: db.kind, version: '0.0.0' })
  })

  it('answers every refusal as a problem with the same data that a desk uses', async () => {
    const authorization = `Bearer ${token}`
    const json = { authorization, 'content-type': 'application/json' }
    expect((await problemOf('/bestaat/niet')).error.code).toBe('not_found')
    expect((await problemOf('/%zz')).status).toBe(400)
    expect((await problemOf({ method: 'POST', url: '/sync/v1/hello', headers: json, payload: '{' })).status).toBe(400)
    const xml = { authorization, 'content-type': 'text/xml' }
    expect((await problemOf({ method: 'POST', url: '/sync/v1/hello', headers: xml, payload: '<a/>' })).status).toBe(415)
    const large = JSON.stringify({ text: 'x'.repeat(100_000) })
    expect((await problemOf({ method: 'POST', url: '/sync/v1/hello', headers: json, payload: large })).status).toBe(413)
    expect(await problemOf({ method: 'POST', url: '/sync/v1/hello', headers: json, payload: '{}' })).toMatchObject({
      status: 400,
      error: { code: 'validation', field: 'clientId' },
    })
  })

  it('wants a valid token for everything under /sync, before it reads a body', async () => {
    const paths = ['/sync/v1/hello', '/sync/v1/pull', '/sync/v1/push'] as const
    for (const url of paths) {
      for (const authorization of ['', 'Bearer x', `Bearer ${'a'.repeat(43)}`, `Basic ${token}`]) {
        const problem = await problemOf({ method: 'POST', url, headers: { authorization }, payload: '{' })
        expect(problem.error.code).toBe('signed_out')
      }
    }
    expect((await problemOf('/sync/v1/snapshot/t')).error.code).toBe('signed_out')
  })

  it('no longer accepts a token that has expired', async () => {
    await db.query(`update sessie set vervalt_op = now() - interval '1 second'`)
    const headers = { authorization: `Bearer ${token}` }
    expect((await problemOf({ url: '/sync/v1/snapshot/t', headers })).error.code).toBe('signed_out')
  })

  it('answers only to its own name, and to no page in a browser', async () => {
    for (const host of ['127.0.0.1:4750', 'localhost', '[::1]:1']) {
      expect((await app.inject({ url: '/health', headers: { host } })).statusCode).toBe(200)
    }
    expect((await problemOf({ url: '/health', headers: { host: 'rebound.example' } })).error.code).toBe('forbidden')
    expect((await problemOf({ url: '/health', headers: { origin: 'https://elders.example' } })).error.code).toBe(
      'forbidden',
    )
  })

  it('sends its security headers with every answer and allows no other origin', async () => {
    for (const url of ['/health', '/bestaat/niet']) {
      const { headers } = await app.inject(url)
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      })
      expect(headers).not.toHaveProperty('access-control-allow-origin')
    }
  })
})

describe('a bug', () => {
  const failing = (lines: unknown[]): FastifyInstance => {
    const log = (...line: unknown[]): void => {
      lines.push(line)
    }
    const logger: Logger = { fatal: log, error: log, warn: log, info: log, debug: log }
    const broken = (): Promise<never> => Promise.reject(new Error('Jansen woont op nummer 12'))
    const refusing: Db = { kind: 'embedded', query: broken, transaction: broken, close: () => Promise.resolve() }
    const state = { tenant: 't', gemeente: '', demo: false, epoch: '', limits: { offlineDays: 14, checkSeconds: 300 } }
    const version = '0.0.0'
    return createServer({
      db: refusing,
      state,
      changes: createChanges(),
      clock: systemClock,
      logger,
      version,
      host: '127.0.0.1',
      demo: false,
    })
  }

  it('becomes a number to find it by, in the answer and in the log, without the text that caused it', async () => {
    const lines: unknown[] = []
    const headers = { authorization: `Bearer ${token}` }
    const { statusCode, body } = await failing(lines).inject({ url: '/sync/v1/snapshot/u:jansen', headers })
    expect(statusCode).toBe(500)
    const { error } = problemSchema.parse(JSON.parse(body))
    const logId = error.code === 'internal' ? error.logId : ''
    const logged = JSON.stringify(lines)
    expect(logged).toContain(logId)
    expect(logged + body).not.toMatch(/jansen|nummer 12/i)
    expect(logged).not.toContain(token)
  })

  it('of the database makes the server unwell', async () => {
    const { statusCode, body } = await failing([]).inject('/health')
    expect(statusCode).toBe(503)
    expect(problemSchema.parse(JSON.parse(body)).error).toEqual({ code: 'offline' })
  })
})
