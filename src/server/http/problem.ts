import type { FastifyReply } from 'fastify'
import { assertNever, type AppError } from '../../shared/kernel/result'
import type { Problem } from '../../shared/sync-protocol/problem'

/** The HTTP status that belongs to an error of ours. */
const statusOf = (error: AppError): number => {
  switch (error.code) {
    case 'validation':
      return 400
    case 'signed_out':
      return 401
    case 'forbidden':
      return 403
    case 'not_found':
      return 404
    case 'conflict':
    case 'unsupported_protocol':
      return 409
    // What the desk holds is of a log that is gone.
    case 'resync_required':
      return 410
    case 'offline':
      return 503
    case 'storage_full':
      return 507
    case 'storage_corrupt':
    case 'storage_newer':
    case 'wrong_key':
    case 'internal':
      return 500
    default:
      return assertNever(error)
  }
}

/** RFC 9457 body for an error. A more exact status may be given (413 for a body that is too large). */
export const problemOf = (error: AppError, status = statusOf(error)): Problem => ({
  type: `urn:klaar:${error.code}`,
  title: error.code,
  status,
  error,
})

export const sendProblem = (reply: FastifyReply, error: AppError, status?: number): FastifyReply => {
  const problem = problemOf(error, status)
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}
