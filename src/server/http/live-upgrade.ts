import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { z } from 'zod'
import { fail, type AppError, type Result } from '../../shared/kernel/result'
import { describeBug } from '../../shared/node/describe-bug'
import type { Logger } from '../../shared/node/logger'
import type { Sessions } from '../auth/sessions'
import type { AdmittedDesk, LiveAdmission } from '../sync/live-admission'
import { sessionOf } from './authenticate'
import { refusedHeaders } from './guard'
import type { LiveWebSocket } from './live-websocket'
import { problemOf } from './problem'

export interface UpgradeDeps {
  readonly admission: LiveAdmission
  readonly sessions: Sessions
  readonly live: LiveWebSocket
  readonly logger: Logger
  /** The address that the server listens on, for the Host check. */
  readonly host: string
}

const path = '/sync/v1/live'
const querySchema = z.strictObject({ clientId: z.uuid() })

/** Lets desks through to the live channel: the same checks as for HTTP, before the connection becomes a socket. */
export const acceptLiveUpgrades = (server: Server, deps: UpgradeDeps): void => {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Until the channel takes over nobody listens, and a desk that hangs up meanwhile must not end the process.
    socket.on('error', () => {
      socket.destroy()
    })
    admit(request, deps).then(
      (admitted) => {
        if (admitted.ok) deps.live.open({ request, socket, head, desk: admitted.value })
        else refuse(socket, admitted.error)
      },
      (error: unknown) => {
        deps.logger.error({ bug: describeBug(error) }, 'live socket not opened')
        socket.destroy()
      },
    )
  })
}

const admit = async (
  { headers, url }: IncomingMessage,
  { admission, sessions, host }: UpgradeDeps,
): Promise<Result<AdmittedDesk>> => {
  const refused = refusedHeaders(headers, host)
  if (refused !== undefined) return fail(refused)
  const { pathname, searchParams } = new URL(url ?? '/', 'http://localhost')
  if (pathname !== path) return fail({ code: 'not_found', what: 'path' })
  const session = await sessionOf(headers.authorization, sessions)
  if (!session.ok) return session
  const query = querySchema.safeParse(Object.fromEntries(searchParams))
  if (!query.success) return fail({ code: 'validation', field: 'clientId', rule: 'uuid' })
  return admission.admit(session.value, query.data.clientId)
}

const refuse = (socket: Duplex, error: AppError): void => {
  const problem = problemOf(error)
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\nconnection: close\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
