import type { FastifyInstance } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import type { AppError } from '../../shared/kernel/result'
import { answersTo } from '../auth/loopback'
import { sendProblem } from './problem'

const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** Why these headers are refused, or undefined when they are fine. The same for HTTP and for the live socket. */
export const refusedHeaders = (headers: IncomingHttpHeaders, host: string): AppError | undefined => {
  if (!answersTo(host, headers.host)) return { code: 'forbidden', action: 'host' }
  // Only programs talk to this server; a browser names the page that asks, and no page has business here.
  return headers.origin === undefined ? undefined : { code: 'forbidden', action: 'origin' }
}

/** Before anything else of a request: who asks, and with what every answer goes out. */
export const guardRequests = (app: FastifyInstance, host: string): void => {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(securityHeaders)
    const refused = refusedHeaders(request.headers, host)
    if (refused !== undefined) await sendProblem(reply, refused)
  })
}
