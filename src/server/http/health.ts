import type { FastifyInstance } from 'fastify'
import type { Db } from '../db/db'
import type { ServerState } from '../server-state'
import { sendProblem } from './problem'

/** `GET /health`: for whoever watches the server. Works only when the database does. */
export const addHealth = (app: FastifyInstance, db: Db, { epoch }: ServerState, version: string): void => {
  app.get('/health', async (_request, reply) => {
    try {
      await db.query('select 1')
      return await reply.send({ status: 'ok', database: db.kind, version, epoch })
    } catch {
      // Whatever the reason is, the one who watches needs to know only this; requests log their own.
      return sendProblem(reply, { code: 'offline' })
    }
  })
}
