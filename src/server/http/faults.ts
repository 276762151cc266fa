import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createId } from '../../shared/kernel/ids'
import { AppFailure } from '../../shared/kernel/result'
import { describeBug } from '../../shared/node/describe-bug'
import type { Logger } from '../../shared/node/logger'
import { isPassing, sqlStateOf } from '../db/db'
import { busy } from './admission'
import { sendProblem } from './problem'

/** Everything that is not an ordinary answer becomes problem+json: unknown paths, unreadable bodies, and bugs with a number to find them by. */
export const answerFaults = (app: FastifyInstance, logger: Logger): void => {
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, { code: 'not_found', what: 'path' }))
  app.setErrorHandler((error, request, reply) => answerFault(error, request, reply, logger))
}

export const answerFault = (
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
): FastifyReply => {
  if (error instanceof AppFailure) return sendProblem(reply, error.error)
  const refusal = refusalOf(error)
  if (refusal !== undefined) {
    return sendProblem(reply, { code: 'validation', field: 'request', rule: refusal.code }, refusal.status)
  }
  // Disk full on the database's side: people can act on it, so it has its own code.
  if (sqlStateOf(error) === '53100') return sendProblem(reply, { code: 'storage_full' })
  if (isPassing(error)) {
    logger.warn({ route: request.routeOptions.url, bug: describeBug(error) }, 'database does not answer')
    return sendProblem(reply, busy().error)
  }
  const logId = createId()
  logger.error({ logId, route: request.routeOptions.url, bug: describeBug(error) }, 'request failed')
  return sendProblem(reply, { code: 'internal', logId })
}

/** Fastify's own refusals (wrong JSON, body too large, wrong media type) carry a 4xx status and a code. */
const refusalOf = (error: unknown): { readonly status: number; readonly code: string } | undefined => {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number') return undefined
  if (error.statusCode < 400 || error.statusCode >= 500) return undefined
  return { status: error.statusCode, code: 'code' in error ? String(error.code) : 'request' }
}
