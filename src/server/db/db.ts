import { z } from 'zod'
import { instantSchema, type Instant } from '../../shared/kernel/clock'

export type DbRow = Readonly<Record<string, unknown>>

/** Something that answers SQL: the database itself, or one transaction of it. */
export interface Queryable {
  /**
   * Values go in as parameters (`$1`), never in the text. `timestamptz` comes back as Instant text, `bigint` as a number, `jsonb` as
   * a value. Throws what the driver throws; `sqlStateOf` reads its code.
   */
  readonly query: (sql: string, params?: readonly unknown[]) => Promise<readonly DbRow[]>
}

export type Isolation = 'read committed' | 'repeatable read'

/** Word between server nodes on one database. Only speed: a message may be lost. */
export interface Signals {
  readonly send: (message: string) => Promise<void>
  /** Also called once after each (re)connection, without a message: something may have been missed. Returns what ends it. */
  readonly listen: (listener: (message: string | undefined) => void) => () => Promise<void>
}

/** PostgreSQL as the server sees it, whether embedded or not: one SQL dialect, two adapters. */
export interface Db extends Queryable {
  /** `embedded` (PGlite) serves one process and is for trying out; `postgresql` is for real use. */
  readonly kind: 'embedded' | 'postgresql'
  /** Undefined where there is only one node. */
  readonly signals?: Signals
  /** Commits what `work` did, or undoes all of it when it throws. `work` may run again after a clash, so it touches nothing else. */
  readonly transaction: <T>(work: (tx: Queryable) => Promise<T>, isolation?: Isolation) => Promise<T>
  readonly close: () => Promise<void>
}

/** Rows of a technical table, checked by their schema: the database is an edge too. */
export const readRows = async <Row>(
  db: Queryable,
  row: z.ZodType<Row>,
  sql: string,
  params: readonly unknown[] = [],
): Promise<readonly Row[]> => z.array(row).parse(await db.query(sql, params))

const nowSchema = z.object({ now: instantSchema })

/** The database's clock: the one that stamps facts. Inside a transaction: when it began. */
export const readNow = async (db: Queryable): Promise<Instant> =>
  z.tuple([nowSchema]).parse(await readRows(db, nowSchema, 'select now() as now'))[0].now

/** PostgreSQL's five-character error code, when the error came from the database. */
export const sqlStateOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)
    ? error.code
    : undefined

// The connection broke, the server stops or starts, it has no connection left, or it took too long.
const passingStates = /^(08...|57P0[1-5]|57014|53300|40001|40P01)$/
const passingCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])
// What the driver says without a code.
const passingMessages =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection)/

/** Whether the database cannot answer now and may a moment later: the same request is worth repeating. */
export const isPassing = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return passingStates.test(code) || passingCodes.has(code) || passingMessages.test(error.message)
}
