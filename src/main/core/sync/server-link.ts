import type { z } from 'zod'
import type { Logger } from '../../../shared/node/logger'
import { claimNextResponseSchema } from '../../../shared/sync-protocol/claim-next'
import { helloResponseSchema } from '../../../shared/sync-protocol/hello'
import { klantbeeldResponseSchema } from '../../../shared/sync-protocol/klantbeeld'
import { pullResponseSchema } from '../../../shared/sync-protocol/pull'
import { purgedResponseSchema } from '../../../shared/sync-protocol/purged'
import { pushResponseSchema } from '../../../shared/sync-protocol/push'
import { snapshotLineSchema } from '../../../shared/sync-protocol/snapshot'
import { callServer, createSilenceGuard, fetchAnswer, silenceMs } from './http-calls'
import { openEvents } from './live-events'
import { openPoll } from './live-poll'
import { openWebSocket } from './live-websocket'
import { readLines } from './read-lines'
import type { LiveTransport, ServerLink } from './ports'

interface HttpOptions {
  readonly serverUrl: string
  /** Asked for at every call, so a new sign-in just works. */
  readonly token: () => string
  readonly logger: Logger
}

const transports: Readonly<Record<LiveTransport, typeof openWebSocket>> = {
  websocket: openWebSocket,
  sse: openEvents,
  poll: openPoll,
}

/** The real way to the server: HTTP for data, a live channel for speed. */
export const createServerLink = ({ serverUrl, token, logger }: HttpOptions): ServerLink => {
  const ending = new AbortController()
  // Said in the hello that comes before every first copy: the server writes down which desk it sends one to.
  let clientId: string | undefined
  const authorization = () => ({ authorization: `Bearer ${token()}` })
  const post = <Answer>(path: string, body: unknown, schema: z.ZodType<Answer>): Promise<Answer> =>
    callServer(new URL(path, serverUrl), schema, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: authorization(),
      signal: AbortSignal.any([ending.signal, AbortSignal.timeout(silenceMs)]),
    })
  return {
    hello: (request) => {
      clientId = request.clientId
      return post('/sync/v1/hello', request, helloResponseSchema)
    },
    pull: (request) => post('/sync/v1/pull', request, pullResponseSchema),
    push: (request) => post('/sync/v1/push', request, pushResponseSchema),
    purged: async (request) => {
      await post('/sync/v1/purged', request, purgedResponseSchema)
    },
    claimNext: (request) => post('/sync/v1/claim-next', request, claimNextResponseSchema),
    klantbeeld: (request) => post('/sync/v1/klantbeeld', request, klantbeeldResponseSchema),
    snapshot: async function* (scope, after) {
      const url = new URL(`/sync/v1/snapshot/${encodeURIComponent(scope)}`, serverUrl)
      if (after !== undefined) url.searchParams.set('after', after)
      if (clientId !== undefined) url.searchParams.set('clientId', clientId)
      const silence = createSilenceGuard()
      try {
        const signal = AbortSignal.any([ending.signal, silence.signal])
        const response = await fetchAnswer(url, { headers: authorization(), signal })
        if (response.body === null) return
        for await (const line of readLines(response.body)) {
          silence.heard()
          yield snapshotLineSchema.parse(JSON.parse(line))
        }
      } finally {
        silence.end()
      }
    },
    openLive: (transport, request, handlers) =>
      transports[transport]({ serverUrl, authorization, logger }, request, handlers),
    close: () => {
      ending.abort()
    },
  }
}
