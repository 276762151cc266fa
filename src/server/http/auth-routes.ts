import type { FastifyInstance, FastifyRequest } from 'fastify'
import { medewerkerEntity, medewerkerSchema } from '../../shared/domain/medewerker/medewerker'
import { demoSignInRequestSchema, type DemoMedewerkers, type SignedIn } from '../../shared/sync-protocol/sign-in'
import { isLoopbackAddress } from '../auth/loopback'
import type { Sessions } from '../auth/sessions'
import { readRows, type Db } from '../db/db'
import { selectRows } from '../db/entity-rows'
import type { ServerState } from '../server-state'
import { readInput } from './edge'
import { sendProblem } from './problem'

export interface DemoSignInDeps {
  readonly db: Db
  readonly state: ServerState
  readonly sessions: Sessions
}

/**
 * Signing in as a demo medewerker without a password. These routes exist only in demo mode, and only for this machine: to anyone else,
 * also through a proxy on this machine, they do not exist.
 */
export const addDemoSignIn = (app: FastifyInstance, { db, state, sessions }: DemoSignInDeps): void => {
  const { tenant, gemeente } = state
  void app.register(
    (part, _options, done) => {
      part.addHook('onRequest', async (request, reply) => {
        if (!isFromThisMachine(request)) await sendProblem(reply, { code: 'not_found', what: 'path' })
      })
      part.get('/medewerkers', async (): Promise<DemoMedewerkers> => {
        const medewerkers = await readRows(
          db,
          demoMedewerkerSchema,
          'select id, naam, rol, afdeling_id from medewerkers where tenant = $1 order by id',
          [tenant],
        )
        return { gemeente, medewerkers: [...medewerkers] }
      })
      part.post('/sign-in', async (request, reply) => {
        const input = readInput(demoSignInRequestSchema, request.body)
        if (!input.ok) return sendProblem(reply, input.error)
        const { medewerkerId } = input.value
        const found = (await selectRows(db, tenant, medewerkerEntity, [medewerkerId])).get(medewerkerId)
        if (found === undefined) return sendProblem(reply, { code: 'not_found', what: 'medewerker' })
        const { token, expiresAt } = await sessions.create(medewerkerId)
        return { token, expiresAt, gemeente, medewerker: medewerkerSchema.parse(found.state) } satisfies SignedIn
      })
      done()
    },
    { prefix: '/auth/demo' },
  )
}

const demoMedewerkerSchema = medewerkerSchema
  .omit({ afdelingId: true })
  .extend({ afdeling_id: medewerkerSchema.shape.afdelingId })
  .transform(({ afdeling_id: afdelingId, ...rest }) => ({ ...rest, afdelingId }))

/** A proxy on this machine connects from this machine too, but says for whom. */
const isFromThisMachine = ({ socket, headers }: FastifyRequest): boolean =>
  isLoopbackAddress(socket.remoteAddress) && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined
