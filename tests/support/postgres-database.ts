import type { Db } from '../../src/server/db/db'
import { migrate } from '../../src/server/db/migrate'
import { migrations } from '../../src/server/db/migrations'
import { openPostgres } from '../../src/server/db/postgres'
import { silentLogger } from '../../src/shared/node/logger'
import { startPostgresCluster, type PostgresCluster } from './postgres-cluster'

/** What only a real PostgreSQL shows (transactions side by side, LISTEN, fsync): a cluster of a test file's own, at the newest schema. */
export interface PostgresDatabase {
  readonly db: Db
  readonly cluster: PostgresCluster
  /** Closes the connections and removes the cluster. */
  readonly remove: () => Promise<void>
}

export const startPostgresDatabase = async (): Promise<PostgresDatabase> => {
  const cluster = await startPostgresCluster()
  const db = openPostgres(cluster.url, silentLogger)
  await migrate(db, migrations, silentLogger)
  return {
    db,
    cluster,
    remove: async () => {
      await db.close()
      await cluster.remove()
    },
  }
}
