import { z } from 'zod'
import type { DeskLimits } from '../shared/sync-protocol/hello'
import type { Queryable } from './db/db'

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
  /** What the gemeente asks of its desks. */
  readonly limits: DeskLimits
}

const stateSchema = z
  .strictObject({
    tenant: z.string(),
    gemeente: z.string(),
    demo: z.boolean(),
    epoch: z.uuid(),
    offline_dagen: z.int(),
    controle_seconden: z.int(),
  })
  .transform(({ offline_dagen: offlineDays, controle_seconden: checkSeconds, ...state }): ServerState => ({
    ...state,
    limits: { offlineDays, checkSeconds },
  }))

export const readServerState = async (db: Queryable): Promise<ServerState> => {
  const rows = await db.query(
    'select tenant, gemeente, demo, epoch, offline_dagen, controle_seconden from server_staat',
  )
  return z.tuple([stateSchema]).parse(rows)[0]
}
