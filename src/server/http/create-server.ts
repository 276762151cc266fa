import Fastify, { type FastifyInstance } from 'fastify'
import type { Clock } from '../../shared/kernel/clock'
import type { Logger } from '../../shared/node/logger'
import { createSessions } from '../auth/sessions'
import type { Db } from '../db/db'
import type { ServerState } from '../server-state'
import type { Changes } from '../sync/changes'
import { createLiveDesks } from '../sync/live-desks'
import { createWriter } from '../sync/writer'
import { addDemoSignIn } from './auth-routes'
import { answerFault, answerFaults } from './faults'
import { guardRequests } from './guard'
import { addHealth } from './health'
import { addKlantbeeld } from './klantbeeld-route'
import { addLive } from './live-routes'
import { addSyncRoutes } from './sync-routes'

export interface ServerDeps {
  readonly db: Db
  readonly state: ServerState
  readonly changes: Changes
  readonly clock: Clock
  readonly logger: Logger
  readonly version: string
  /** The address that the server will listen on; also the name it answers to. */
  readonly host: string
  /** Opens the sign-in without password. Only ever true together with a loopback `host`. */
  readonly demo: boolean
}

// Ordinary requests are small; push sets its own limit.
const bodyLimit = 64 * 1024
// A request that takes longer to arrive is broken or an attempt to hold connections.
const requestTimeout = 30_000

/** The server without a port: `inject` works on it at once, `listen` opens it, `close` ends live sockets and finishes requests. */
export const createServer = (deps: ServerDeps): FastifyInstance => {
  const { db, state, changes, logger, host, version } = deps
  const sessions = createSessions(db, state.tenant)
  const app = Fastify({
    bodyLimit,
    requestTimeout,
    // An address that cannot be decoded never reaches a route or its hooks.
    frameworkErrors: (error, request, reply) => {
      void answerFault(error, request, reply, logger)
    },
  })
  guardRequests(app, host)
  answerFaults(app, logger)
  // The route's pattern and not the address: an address can hold an id.
  app.addHook('onResponse', (request, reply, done) => {
    const { method, url: route } = request.routeOptions
    logger.debug({ method, route, status: reply.statusCode, tookMs: Math.round(reply.elapsedTime) }, 'answered')
    done()
  })
  addHealth(app, db, state, version)
  if (deps.demo) addDemoSignIn(app, { db, state, sessions })
  addSyncRoutes(app, { db, state, logger, writer: createWriter(db, state.tenant, changes) }, sessions)
  addKlantbeeld(app, { db, state, logger }, sessions)
  const desks = createLiveDesks({ db, signals: db.signals, tenant: state.tenant, changes, logger })
  addLive(app, { ...deps, desks, sessions })
  return app
}
