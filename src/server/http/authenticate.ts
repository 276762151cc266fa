import type { FastifyInstance } from 'fastify'
import { AppFailure, fail, ok, type Result } from '../../shared/kernel/result'
import type { Session, Sessions } from '../auth/sessions'
import { sendProblem } from './problem'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for every request that passed `requireSession`. */
    session: Session | undefined
  }
}

/** The session of an `authorization: Bearer ...` header. `signed_out` without a valid one, `device_revoked` when its desk was withdrawn. */
export const sessionOf = async (header: string | undefined, sessions: Sessions): Promise<Result<Session>> => {
  const token = /^Bearer ([\w-]{40,200})$/i.exec(header ?? '')?.[1]
  const session = token === undefined ? undefined : await sessions.find(token)
  if (session === undefined) return fail({ code: 'signed_out' })
  return session.isWithdrawn ? fail({ code: 'device_revoked' }) : ok(session)
}

/** Refuses every request of this part of the server without a valid session, before its body is read. */
export const requireSession = (part: FastifyInstance, sessions: Sessions): void => {
  part.decorateRequest('session', undefined)
  part.addHook('onRequest', async (request, reply) => {
    const session = await sessionOf(request.headers.authorization, sessions)
    if (session.ok) request.session = session.value
    else await sendProblem(reply, session.error)
  })
}

/** The session of a request that passed `requireSession`. */
export const sessionIn = ({ session }: { readonly session: Session | undefined }): Session => {
  if (session === undefined) throw new AppFailure({ code: 'signed_out' })
  return session
}

/** The medewerker behind a request that passed `requireSession`. */
export const medewerkerOf = (request: { readonly session: Session | undefined }): string =>
  sessionIn(request).medewerkerId
