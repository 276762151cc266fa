import type { FastifyReply } from 'fastify'
import type { AppError, AppErrorCode } from '../../shared/kernel/result'
import type { Problem } from '../../shared/sync-protocol/problem'

/** The HTTP status that belongs to an error of ours. */
const statuses: Readonly<Record<AppErrorCode, number>> = {
  validation: 400,
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unsupported_protocol: 409,
  // What the desk holds is of a log that is gone.
  resync_required: 410,
  busy: 503,
  device_revoked: 403,
  device_locked: 500,
  offline: 503,
  core_gone: 500,
  storage_full: 507,
  storage_unwritable: 500,
  storage_in_use: 500,
  storage_corrupt: 500,
  storage_newer: 500,
  wrong_key: 500,
  internal: 500,
}

/** RFC 9457 body for an error. A more exact status may be given (413 for a body that is too large). */
export const problemOf = (error: AppError, status = statuses[error.code]): Problem => ({
  type: `urn:klaar:${error.code}`,
  title: error.code,
  status,
  error,
})

export const sendProblem = (reply: FastifyReply, error: AppError, status?: number): FastifyReply => {
  const problem = problemOf(error, status)
  if (error.code === 'busy') void reply.header('retry-after', String(error.retryAfterSeconds))
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}
