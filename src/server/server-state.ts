import { z } from 'zod'
import { readRows, type Queryable } from './db/db'

/** What this server is: read once at start, changed only by the demo seed and by a restore (new epoch). */
export interface ServerState {
  /** Opens every key in the database. */
  readonly tenant: string
  /** The gemeente's name as people see it; empty until somebody configures it. */
  readonly gemeente: string
  /** True when the database holds the demo gemeente; real and demo data never mix. */
  readonly demo: boolean
  /** This life of the log (docs/sync-protocol.md). */
  readonly epoch: string
}

const stateSchema = z.strictObject({ tenant: z.string(), gemeente: z.string(), demo: z.boolean(), epoch: z.uuid() })

export const readServerState = async (db: Queryable): Promise<ServerState> => {
  const rows = await readRows(db, stateSchema, 'select tenant, gemeente, demo, epoch from server_staat')
  return z.tuple([stateSchema]).parse(rows)[0]
}
