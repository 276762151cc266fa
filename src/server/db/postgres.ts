import pg from 'pg'
import type { Logger } from '../../shared/node/logger'
import { sqlStateOf, type Db, type DbRow, type Queryable } from './db'
import { isParsedType, parsers } from './driver-values'
import { createSignals } from './postgres-signals'
import { retryClashes } from './retry'

// A desk waits for an answer; a query that takes longer than this is stuck, not slow.
const statementTimeoutMs = 30_000
const connectTimeoutMs = 5_000

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (isParsedType(oid) ? parsers[oid] : pg.types.getTypeParser(oid, format)) as never,
}

const queryable = (session: pg.Pool | pg.PoolClient): Queryable => ({
  query: async (sql, params = []) => (await session.query<DbRow>(sql, [...params])).rows,
})

/** A PostgreSQL server through a pool. Connects at the first query. */
export const openPostgres = (url: string, logger: Logger): Db => {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    application_name: 'klaar-server',
  })
  // A connection that breaks is replaced at the next query; without a listener it would end the process. The pool listens to idle ones
  // only: one that breaks in the middle of a transaction speaks for itself, and whoever waits for its answer hears of it there.
  pool.on('error', (error) => {
    logger.warn({ code: sqlStateOf(error) }, 'idle database connection lost')
  })
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      logger.debug({ code: sqlStateOf(error) }, 'database connection lost')
    })
  })
  const once = async <T>(work: (tx: Queryable) => Promise<T>, isolation: string): Promise<T> => {
    const client = await pool.connect()
    let broken = false
    try {
      await client.query(`begin isolation level ${isolation}`)
      const value = await work(queryable(client))
      await client.query('commit')
      return value
    } catch (error) {
      await client.query('rollback').catch(() => {
        broken = true
      })
      throw error
    } finally {
      client.release(broken)
    }
  }
  return {
    kind: 'postgresql',
    signals: createSignals(url, queryable(pool), logger),
    ...queryable(pool),
    transaction: (work, isolation = 'read committed') => retryClashes(() => once(work, isolation)),
    close: () => pool.end(),
  }
}
