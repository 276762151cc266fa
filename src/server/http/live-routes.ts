import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Clock } from '../../shared/kernel/clock'
import type { Result } from '../../shared/kernel/result'
import type { Logger } from '../../shared/node/logger'
import { cursorSchema } from '../../shared/sync-protocol/cursor'
import { liveAtRequestSchema, livePollRequestSchema } from '../../shared/sync-protocol/live'
import type { Sessions } from '../auth/sessions'
import type { Db } from '../db/db'
import type { ServerState } from '../server-state'
import { createLiveAdmission, type AdmittedDesk, type LiveAdmission } from '../sync/live-admission'
import type { LiveDesks } from '../sync/live-desks'
import { createLiveLines } from '../sync/live-lines'
import { medewerkerOf, requireSession, sessionIn } from './authenticate'
import { readInput } from './edge'
import { sendLiveEvents, type LiveEventsDeps } from './live-events'
import { holdPoll } from './live-poll'
import { acceptLiveUpgrades } from './live-upgrade'
import { createLiveWebSocket } from './live-websocket'
import { sendProblem } from './problem'

export interface LiveServerDeps {
  readonly db: Db
  readonly state: ServerState
  readonly desks: LiveDesks
  readonly sessions: Sessions
  readonly clock: Clock
  readonly logger: Logger
  /** The address that the server listens on, for the Host check. */
  readonly host: string
}

/** The live channel over all three transports, until the server stops. */
export const addLive = (app: FastifyInstance, deps: LiveServerDeps): void => {
  const { desks, sessions, logger, host } = deps
  const admission = createLiveAdmission(deps.db, deps.state.tenant)
  const lines = createLiveLines({ ...deps, admission })
  acceptLiveUpgrades(app.server, { admission, sessions, live: createLiveWebSocket({ lines, logger }), logger, host })
  addFallbacks(app, { lines, admission, sessions, logger })
  // Before Fastify waits for open connections, or it would wait for every desk.
  app.addHook('preClose', async () => {
    await desks.close()
    lines.close()
  })
}

interface FallbackDeps extends LiveEventsDeps {
  readonly admission: LiveAdmission
  readonly sessions: Sessions
}

const eventsQuerySchema = z.strictObject({ clientId: z.uuid(), at: cursorSchema.optional() })

/** For networks that break WebSockets: the same frames, the same checks. */
const addFallbacks = (app: FastifyInstance, deps: FallbackDeps): void => {
  const { lines, admission, sessions } = deps
  const admit = async (request: FastifyRequest, clientId: string): Promise<Result<AdmittedDesk>> =>
    admission.admit(sessionIn(request), clientId)
  void app.register(
    (part, _options, done) => {
      requireSession(part, sessions)
      part.get('/events', { exposeHeadRoute: false }, async (request, reply) => {
        const query = readInput(eventsQuerySchema, request.query)
        if (!query.ok) return sendProblem(reply, query.error)
        const admitted = await admit(request, query.value.clientId)
        if (!admitted.ok) return sendProblem(reply, admitted.error)
        return sendLiveEvents(reply, deps, admitted.value, query.value.at)
      })
      part.post('/at', async (request, reply) => {
        const input = readInput(liveAtRequestSchema, request.body)
        if (!input.ok) return sendProblem(reply, input.error)
        lines.at(input.value.clientId, medewerkerOf(request), input.value.cursor)
        return reply.send({})
      })
      part.post('/poll', async (request, reply) => {
        const input = readInput(livePollRequestSchema, request.body)
        if (!input.ok) return sendProblem(reply, input.error)
        const admitted = await admit(request, input.value.clientId)
        if (!admitted.ok) return sendProblem(reply, admitted.error)
        const frames = await holdPoll(reply.raw, lines, admitted.value, input.value.at)
        // When the server stops, this connection must not stay open for the next poll.
        if (frames.some((frame) => frame.startsWith('{"kind":"drain"'))) void reply.header('connection', 'close')
        return reply
          .header('x-accel-buffering', 'no')
          .type('application/json')
          .send(`{"frames":[${frames.join(',')}]}`)
      })
      done()
    },
    { prefix: '/sync/v1/live' },
  )
}
