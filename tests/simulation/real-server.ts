import type { Db } from '../../src/server/db/db'
import type { ServerState } from '../../src/server/server-state'
import { createChanges } from '../../src/server/sync/changes'
import { createClaimNext } from '../../src/server/sync/claim-next'
import { createHello } from '../../src/server/sync/hello'
import { createPull } from '../../src/server/sync/pull'
import { createPurged } from '../../src/server/sync/purged'
import { createPush } from '../../src/server/sync/push'
import { createSnapshot } from '../../src/server/sync/snapshot'
import { createWriter, saveEntities } from '../../src/server/sync/writer'
import { findEntity } from '../../src/shared/domain/entities'
import type { Logger } from '../../src/shared/node/logger'
import type { ModelState } from './model/model-state'
import type { SimServer } from './sim-server'

interface RealServerOptions {
  readonly db: Db
  readonly tenant: string
  /** Its rows and its epoch are where both servers begin. */
  readonly first: ModelState
  readonly logger: Logger
  readonly pageRows: number
}

/** The product's own server functions on a real database, behind the same interface as the model: the slow profile. */
export const createRealServer = async (options: RealServerOptions): Promise<SimServer> => {
  const { db, tenant, first, logger, pageRows } = options
  const limits = { offlineDays: 14, checkSeconds: 20 }
  const state: ServerState = { tenant, gemeente: 'Simulatie', demo: false, epoch: first.epoch, limits }
  await db.query('insert into tenant_teller (tenant, laatste) values ($1, 0)', [tenant])
  const writer = createWriter(db, tenant, createChanges())
  // One row per transaction, so that the log numbers are those of the model.
  for (const { entity: name, id, state: row } of first.rows.values()) {
    const entity = findEntity(name)
    if (entity !== undefined) await writer((unit) => saveEntities(unit, entity, new Map([[id, row]])))
  }
  const [hello, pull, push] = [
    createHello({ db, state }),
    createPull({ db, state, logger, pageRows }),
    createPush({ state, writer, logger }),
  ]
  const [snapshot, purged, claimNext] = [
    createSnapshot({ db, state }),
    createPurged({ db, state }),
    createClaimNext({ state, writer }),
  ]
  return {
    hello,
    pull,
    push,
    purged,
    claimNext,
    snapshot: (medewerkerId, clientId, scope, after) => snapshot(medewerkerId, { scope, after, clientId }),
    save: async (entity, id, row) => {
      await writer((unit) => saveEntities(unit, entity, new Map([[id, row]])))
    },
    join: undefined,
  }
}
