import { PGlite } from '@electric-sql/pglite'
import type { Db, DbRow, Queryable } from './db'
import { parsers } from './driver-values'
import { retryClashes } from './retry'

interface PgliteSession {
  readonly query: (sql: string, params: unknown[]) => Promise<{ readonly rows: unknown[] }>
}

const queryable = (session: PgliteSession): Queryable => ({
  // A result row of the driver is always an object by column name.
  query: async (sql, params = []) => (await session.query(sql, [...params])).rows as DbRow[],
})

/**
 * The embedded database in a folder, or `memory://` for tests. One process at a time may open a folder (`lockFolder`). `start` is a
 * dump to begin with instead of a new cluster, which takes seconds to make.
 */
export const openPglite = async (dataDir: string, start?: Blob): Promise<Db> => {
  const options = { dataDir, parsers, ...(start === undefined ? {} : { loadDataDir: start }) }
  const pglite = await PGlite.create(options).catch(rethrowRefusal)
  return {
    kind: 'embedded',
    ...queryable(pglite),
    transaction: (work, isolation = 'read committed') =>
      retryClashes(() =>
        pglite.transaction(async (tx) => {
          await tx.query(`set transaction isolation level ${isolation}`)
          return work(queryable(tx))
        }),
      ),
    close: () => pglite.close(),
  }
}

// Emscripten's numbers for what a disk can refuse. Its errors are no `Error`s and know no names.
const refusals: ReadonlyMap<unknown, string> = new Map([
  [2, 'EACCES'],
  [51, 'ENOSPC'],
  [69, 'EROFS'],
])

const rethrowRefusal = (error: unknown): never => {
  const code = typeof error === 'object' && error !== null && 'errno' in error ? refusals.get(error.errno) : undefined
  throw code === undefined ? error : Object.assign(new Error('the data folder refused'), { code })
}
