import type { FastifyInstance, FastifyReply } from 'fastify'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, constants } from 'node:zlib'
import { z } from 'zod'
import { scopeKeySchema } from '../../shared/domain/scope'
import { describeBug } from '../../shared/node/describe-bug'
import type { Logger } from '../../shared/node/logger'
import { claimNextRequestSchema } from '../../shared/sync-protocol/claim-next'
import { helloRequestSchema } from '../../shared/sync-protocol/hello'
import { pullRequestSchema } from '../../shared/sync-protocol/pull'
import { purgedRequestSchema } from '../../shared/sync-protocol/purged'
import { pushRequestSchema } from '../../shared/sync-protocol/push'
import type { SnapshotLine } from '../../shared/sync-protocol/snapshot'
import type { Sessions } from '../auth/sessions'
import { createClaimNext, type ClaimNextDeps } from '../sync/claim-next'
import { createHello, type HelloDeps } from '../sync/hello'
import { createPull, type PullDeps } from '../sync/pull'
import { createPush, type PushDeps } from '../sync/push'
import { createPurged, type PurgedDeps } from '../sync/purged'
import { createSnapshot, type SnapshotDeps } from '../sync/snapshot'
import { copyLimits, createAdmission, helloLimits } from './admission'
import { medewerkerOf, requireSession, sessionIn } from './authenticate'
import { answer, readInput } from './edge'
import { sendProblem } from './problem'
import { breakOffWhenStalled } from './stalled'

export type SyncDeps = HelloDeps & PullDeps & PushDeps & SnapshotDeps & PurgedDeps & ClaimNextDeps

// 500 intents at the lengths that the schemas allow, every character an emoji.
const bodyLimit = 8 * 1024 * 1024

const snapshotParamsSchema = z.strictObject({ scope: scopeKeySchema })
const snapshotQuerySchema = z.strictObject({ after: z.string().max(400).optional(), clientId: z.uuid().optional() })

/** `/sync/v1/*` (docs/sync-protocol.md): HTTP is the truth of synchronisation. */
export const addSyncRoutes = (app: FastifyInstance, deps: SyncDeps, sessions: Sessions): void => {
  const hello = createHello(deps)
  const pull = createPull(deps)
  const push = createPush(deps)
  const purged = createPurged(deps)
  const claimNext = createClaimNext(deps)
  const snapshot = createSnapshot(deps)
  // Two doors: whoever only has to say hello does not wait behind first copies.
  const helloDoor = createAdmission(helloLimits)
  const copyDoor = createAdmission(copyLimits)
  void app.register(
    (part, _options, done) => {
      requireSession(part, sessions)
      part.post('/hello', { preHandler: helloDoor }, async (request, reply) => {
        const input = readInput(helloRequestSchema, request.body)
        if (!input.ok) return sendProblem(reply, input.error)
        const greeted = await hello(medewerkerOf(request), input.value)
        // Also of a withdrawn desk: its session is worth nothing any more, under whatever number it greets next.
        if (greeted.ok || greeted.error.code === 'device_revoked') {
          await sessions.bind(sessionIn(request), input.value.clientId)
        }
        return answer(reply, greeted)
      })
      part.post('/pull', async (request, reply) => {
        const input = readInput(pullRequestSchema, request.body)
        return answer(reply, input.ok ? pull(medewerkerOf(request), input.value) : input)
      })
      part.post('/push', { bodyLimit }, async (request, reply) => {
        const input = readInput(pushRequestSchema, request.body)
        return answer(reply, input.ok ? push(medewerkerOf(request), input.value) : input)
      })
      part.post('/purged', async (request, reply) => {
        const input = readInput(purgedRequestSchema, request.body)
        return answer(reply, input.ok ? purged(medewerkerOf(request), input.value) : input)
      })
      part.post('/claim-next', async (request, reply) => {
        const input = readInput(claimNextRequestSchema, request.body)
        return answer(reply, input.ok ? claimNext(medewerkerOf(request), input.value) : input)
      })
      part.get('/snapshot/:scope', { preHandler: copyDoor }, async (request, reply) => {
        const params = readInput(snapshotParamsSchema, request.params)
        const query = readInput(snapshotQuerySchema, request.query)
        if (!params.ok) return answer(reply, params)
        if (!query.ok) return answer(reply, query)
        const { after, clientId } = query.value
        const lines = await snapshot(medewerkerOf(request), { scope: params.value.scope, after, clientId })
        if (!lines.ok) return sendProblem(reply, lines.error)
        return sendLines(reply, lines.value, deps.logger)
      })
      done()
    },
    { prefix: '/sync/v1' },
  )
}

/** Streams NDJSON, compressed. A failure halfway breaks the connection off: the desk misses the `end` line and goes on from its key. */
const sendLines = (reply: FastifyReply, lines: AsyncIterable<SnapshotLine>, logger: Logger): FastifyReply => {
  breakOffWhenStalled(reply.raw)
  // Level 1: three quarters of the gain for a fifth of the time, and a desk waits for its first screen.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED })
  pipeline(Readable.from(texts(lines)), gzip).catch((error: unknown) => {
    logger.warn({ bug: describeBug(error) }, 'snapshot broken off')
  })
  return reply.header('content-encoding', 'gzip').type('application/x-ndjson').send(gzip)
}

// Joined to blocks: a stream chunk per row costs more than the row.
const linesPerChunk = 200

const texts = async function* (lines: AsyncIterable<SnapshotLine>): AsyncGenerator<string> {
  let block: string[] = []
  for await (const line of lines) {
    block.push(`${JSON.stringify(line)}\n`)
    if (block.length === linesPerChunk) {
      yield block.join('')
      block = []
    }
  }
  yield block.join('')
}
