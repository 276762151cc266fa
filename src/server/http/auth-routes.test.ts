import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../../tests/support/test-database'
import { createTestGemeente } from '../../../tests/support/test-gemeente'
import { demoMedewerkersSchema, signedInSchema } from '../../shared/sync-protocol/sign-in'
import type { Db } from '../db/db'

let db: Db

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

const list = '/auth/demo/medewerkers'
const signIn = (medewerkerId: string) =>
  ({ method: 'POST', url: '/auth/demo/sign-in', payload: { medewerkerId } }) as const

describe('signing in without a password', () => {
  it('lists the demo people and gives one of them a token that works', async () => {
    const { app } = await createTestGemeente(db, { demo: true })
    const { medewerkers } = demoMedewerkersSchema.parse((await app.inject(list)).json())
    expect(medewerkers.map(({ id }) => id)).toEqual(['anna', 'bram', 'henk', 'joris'])
    const { token, medewerker } = signedInSchema.parse((await app.inject(signIn('bram'))).json())
    expect(medewerker.id).toBe('bram')
    const headers = { authorization: `Bearer ${token}` }
    expect((await app.inject({ url: '/sync/v1/snapshot/u:bram', headers })).statusCode).toBe(200)
  })

  it('keeps only a hash of the token', async () => {
    const { app, state } = await createTestGemeente(db, { demo: true })
    const { token } = signedInSchema.parse((await app.inject(signIn('anna'))).json())
    const rows = await db.query('select * from sessie where tenant = $1', [state.tenant])
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('does not exist outside demo mode', async () => {
    const { app } = await createTestGemeente(db)
    expect((await app.inject(list)).statusCode).toBe(404)
    expect((await app.inject(signIn('anna'))).statusCode).toBe(404)
  })

  it('does not exist for another machine, also not through a proxy on this one', async () => {
    const { app } = await createTestGemeente(db, { demo: true })
    for (const remoteAddress of ['192.168.1.20', '::ffff:10.0.0.1', 'fe80::1']) {
      expect((await app.inject({ url: list, remoteAddress })).statusCode).toBe(404)
      expect((await app.inject({ ...signIn('anna'), remoteAddress })).statusCode).toBe(404)
    }
    for (const header of ['x-forwarded-for', 'forwarded']) {
      expect((await app.inject({ url: list, headers: { [header]: '192.0.2.1' } })).statusCode).toBe(404)
    }
    for (const remoteAddress of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      expect((await app.inject({ url: list, remoteAddress })).statusCode).toBe(200)
    }
  })

  it('refuses somebody who does not exist', async () => {
    const { app } = await createTestGemeente(db, { demo: true })
    expect((await app.inject(signIn('niemand'))).json()).toMatchObject({ error: { code: 'not_found' } })
    expect((await app.inject(signIn('../x'))).json()).toMatchObject({ error: { code: 'validation' } })
  })
})
