import type { FastifyInstance } from 'fastify'
import { AppFailure } from '../../shared/kernel/result'
import type { Session, Sessions } from '../auth/sessions'
import { sendProblem } from './problem'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for every request that passed `requireSession`. */
    session: Session | undefined
  }
}

/** The session of an `authorization: Bearer ...` header; undefined when there is none or it has expired. */
export const sessionOf = async (header: string | undefined, sessions: Sessions): Promise<Session | undefined> => {
  const token = /^Bearer ([\w-]{40,200})$/i.exec(header ?? '')?.[1]
  return token === undefined ? undefined : sessions.find(token)
}

/** Refuses every request of this part of the server without a valid session, before its body is read. */
export const requireSession = (part: FastifyInstance, sessions: Sessions): void => {
  part.decorateRequest('session', undefined)
  part.addHook('onRequest', async (request, reply) => {
    request.session = await sessionOf(request.headers.authorization, sessions)
    if (request.session === undefined) await sendProblem(reply, { code: 'signed_out' })
  })
}

/** The medewerker behind a request that passed `requireSession`. */
export const medewerkerOf = ({ session }: { readonly session: Session | undefined }): string => {
  if (session === undefined) throw new AppFailure({ code: 'signed_out' })
  return session.medewerkerId
}
