import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmptyDatabase } from '../../../tests/support/test-database'
import { sqlStateOf, type Db } from './db'
import { isClash, retryClashes } from './retry'

let db: Db

beforeAll(async () => {
  db = await openEmptyDatabase()
  await db.query('create table proef (id text primary key, op timestamptz, groot bigint, inhoud jsonb)')
})
afterAll(() => db.close())

const clash = (code: string) => Object.assign(new Error('clash'), { code })

describe('a database', () => {
  it('gives moments, large numbers and JSON in our own forms', async () => {
    await db.query('insert into proef values ($1, $2, $3, $4)', [
      'vormen',
      '2026-03-29T01:30:00.100Z',
      9_007_199_254_740_991,
      JSON.stringify({ a: [1, null] }),
    ])
    expect(await db.query('select op, groot, inhoud from proef where id = $1', ['vormen'])).toEqual([
      { op: '2026-03-29T01:30:00.100Z', groot: 9_007_199_254_740_991, inhoud: { a: [1, null] } },
    ])
    expect(await db.query(`select '2026-03-29 02:00:00+01'::timestamptz as op`)).toEqual([
      { op: '2026-03-29T01:00:00.000Z' },
    ])
  })

  it('undoes a transaction that throws', async () => {
    const work = db.transaction(async (tx) => {
      await tx.query('insert into proef (id) values ($1)', ['half'])
      throw new Error('power cut')
    })
    await expect(work).rejects.toThrow('power cut')
    expect(await db.query('select id from proef where id = $1', ['half'])).toEqual([])
  })

  it('shows one moment to a repeatable read', async () => {
    const isolation = await db.transaction((tx) => tx.query('show transaction_isolation'), 'repeatable read')
    expect(isolation).toEqual([{ transaction_isolation: 'repeatable read' }])
  })

  it('reports what went wrong by its code', async () => {
    const insert = () => db.query('insert into proef (id) values ($1)', ['dubbel'])
    await insert()
    const code = await insert().then(() => undefined, sqlStateOf)
    expect(code).toBe('23505')
  })
})

describe('retryClashes', () => {
  it('tries a clash again until it succeeds', async () => {
    const codes = ['40001', '40P01', '23505']
    const done = await retryClashes(() => {
      const code = codes.shift()
      return code === undefined ? Promise.resolve('klaar') : Promise.reject(clash(code))
    })
    expect(done).toBe('klaar')
  })

  it('gives up after a bounded number of clashes, and at once on anything else', async () => {
    let tried = 0
    const failing = (code: string) =>
      retryClashes(() => {
        tried += 1
        return Promise.reject(clash(code))
      })
    await expect(failing('40001')).rejects.toSatisfy(isClash)
    expect(tried).toBe(5)
    tried = 0
    await expect(failing('22021')).rejects.toMatchObject({ code: '22021' })
    expect(tried).toBe(1)
  })
})
