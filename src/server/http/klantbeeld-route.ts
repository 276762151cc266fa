import type { FastifyInstance } from 'fastify'
import { klantbeeldRequestSchema } from '../../shared/sync-protocol/klantbeeld'
import type { Sessions } from '../auth/sessions'
import { createOpenKlantbeeld, type KlantbeeldDeps } from '../klantbeeld/open-klantbeeld'
import { medewerkerOf, requireSession } from './authenticate'
import { answer, readInput } from './edge'

/** The number is in the body: an address ends up in logs of proxies. */
export const addKlantbeeld = (app: FastifyInstance, deps: KlantbeeldDeps, sessions: Sessions): void => {
  const open = createOpenKlantbeeld(deps)
  void app.register(
    (part, _options, done) => {
      requireSession(part, sessions)
      part.post('/klantbeeld', async (request, reply) => {
        const input = readInput(klantbeeldRequestSchema, request.body)
        return answer(reply, input.ok ? open(medewerkerOf(request), input.value) : input)
      })
      done()
    },
    { prefix: '/sync/v1' },
  )
}
