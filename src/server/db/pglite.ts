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
  const pglite = await PGlite.create({ dataDir, parsers, ...(start === undefined ? {} : { loadDataDir: start }) })
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
