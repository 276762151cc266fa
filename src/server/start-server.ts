import type { Clock } from '../shared/kernel/clock'
import type { Logger } from '../shared/node/logger'
import type { Settings } from '../shared/node/settings'
import { readVersion } from './app-folder'
import { isLoopbackHost } from './auth/loopback'
import type { Db } from './db/db'
import { openDatabase } from './db/open-database'
import { seedDemo } from './demo/seed'
import { createServer } from './http/create-server'
import { startRetention } from './retention/schedule'
import { readServerState } from './server-state'
import { StartProblem } from './start-problem'
import { createChanges } from './sync/changes'

export type ServerSettings = Pick<Settings, 'host' | 'port' | 'dataDir' | 'databaseUrl' | 'demo'>

export interface RunningServer {
  readonly url: string
  readonly gemeente: string
  readonly database: Db['kind']
  /** Tells desks that it restarts, finishes requests, closes the database. */
  readonly close: () => Promise<void>
}

/** Opens the database, seeds the demo when asked, and listens. Throws what `startProblemText` explains. */
export const startServer = async (settings: ServerSettings, clock: Clock, logger: Logger): Promise<RunningServer> => {
  const { host, port, demo } = settings
  if (demo && !isLoopbackHost(host)) {
    throw new StartProblem(
      'Met KLAAR_DEMO=true kan iedereen zonder wachtwoord aanmelden. Dat mag alleen met KLAAR_HOST=127.0.0.1.',
    )
  }
  const db = await openDatabase(settings, logger)
  try {
    const changes = createChanges()
    if (demo) await seedDemo(db, changes, logger)
    const state = await readServerState(db)
    const app = createServer({ db, state, changes, clock, logger, host, demo, version: readVersion() })
    const url = await app.listen({ host, port })
    const stopRetention = startRetention({ db, tenant: state.tenant, logger })
    return {
      url,
      gemeente: state.gemeente,
      database: db.kind,
      close: async () => {
        await app.close()
        await stopRetention()
        await db.close()
      },
    }
  } catch (error) {
    await db.close()
    throw error
  }
}
