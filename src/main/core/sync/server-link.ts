import WebSocket from 'ws'
import type { z } from 'zod'
import { AppFailure } from '../../../shared/kernel/result'
import type { Logger } from '../../../shared/node/logger'
import { helloResponseSchema } from '../../../shared/sync-protocol/hello'
import { liveFrameSchema } from '../../../shared/sync-protocol/live'
import { problemSchema } from '../../../shared/sync-protocol/problem'
import { pullResponseSchema } from '../../../shared/sync-protocol/pull'
import { pushResponseSchema } from '../../../shared/sync-protocol/push'
import {
  demoMedewerkersSchema,
  signedInSchema,
  type DemoMedewerkers,
  type SignedIn,
} from '../../../shared/sync-protocol/sign-in'
import { snapshotLineSchema } from '../../../shared/sync-protocol/snapshot'
import { readLines } from './read-lines'
import type { ServerLink } from './ports'

interface HttpOptions {
  readonly serverUrl: string
  readonly logger: Logger
}

// A server that answers at all says something within this; a half-open connection does not. A long answer may take its time.
const silenceMs = 20_000
const maxLiveFrameBytes = 1_048_576

/** The real way to the server: HTTP for data, a WebSocket for speed. `token` is asked for at every call, so a new sign-in just works. */
export const createServerLink = (options: HttpOptions & { readonly token: () => string }): ServerLink => {
  const { serverUrl, token, logger } = options
  const ending = new AbortController()
  const authorization = () => ({ authorization: `Bearer ${token()}` })
  const post = <Answer>(path: string, body: unknown, schema: z.ZodType<Answer>): Promise<Answer> =>
    callServer(new URL(path, serverUrl), schema, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: authorization(),
      signal: AbortSignal.any([ending.signal, AbortSignal.timeout(silenceMs)]),
    })
  return {
    hello: (request) => post('/sync/v1/hello', request, helloResponseSchema),
    pull: (request) => post('/sync/v1/pull', request, pullResponseSchema),
    push: (request) => post('/sync/v1/push', request, pushResponseSchema),
    snapshot: async function* (scope, after) {
      const url = new URL(`/sync/v1/snapshot/${encodeURIComponent(scope)}`, serverUrl)
      if (after !== undefined) url.searchParams.set('after', after)
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
    close: () => {
      ending.abort()
    },
    openLive: (clientId, handlers) => {
      const url = new URL(`/sync/v1/live?clientId=${clientId}`, serverUrl)
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
      const socket = new WebSocket(url, {
        headers: authorization(),
        maxPayload: maxLiveFrameBytes,
        handshakeTimeout: silenceMs,
      })
      socket.on('open', handlers.onOpen)
      socket.on('message', (data: Buffer) => {
        const frame = liveFrameSchema.safeParse(parseJson(data.toString('utf8')))
        // A frame of a newer server: without meaning here, and the socket is only an accelerator.
        if (frame.success) handlers.onFrame(frame.data)
      })
      socket.on('close', handlers.onClose)
      socket.on('error', (error) => {
        logger.debug({ err: error }, 'live socket failed')
      })
      return {
        send: (frame) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
        },
        close: () => {
          socket.terminate()
        },
      }
    },
  }
}

export interface SignInLink {
  readonly listDemoMedewerkers: () => Promise<DemoMedewerkers>
  readonly signIn: (medewerkerId: string) => Promise<SignedIn>
}

/** Getting a token. Same failures as `ServerLink`. */
export const createSignInLink = ({ serverUrl }: Pick<HttpOptions, 'serverUrl'>): SignInLink => ({
  listDemoMedewerkers: () => callServer(new URL('/auth/demo/medewerkers', serverUrl), demoMedewerkersSchema, {}),
  signIn: (medewerkerId) =>
    callServer(new URL('/auth/demo/sign-in', serverUrl), signedInSchema, {
      method: 'POST',
      body: JSON.stringify({ medewerkerId }),
    }),
})

interface CallOptions {
  readonly method?: 'POST'
  readonly body?: string
  readonly headers?: Record<string, string>
  readonly signal?: AbortSignal
}

const callServer = async <Answer>(url: URL, schema: z.ZodType<Answer>, call: CallOptions): Promise<Answer> => {
  const response = await fetchAnswer(url, call)
  const answer = schema.safeParse(await response.json().catch(noAnswer))
  // Something answers on that address, but it does not speak our protocol.
  if (!answer.success) throw new AppFailure({ code: 'offline' }, { cause: answer.error })
  return answer.data
}

const fetchAnswer = async (url: URL, { method, body, headers, signal }: CallOptions): Promise<Response> => {
  const response = await fetch(url, {
    method: method ?? 'GET',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
    signal: signal ?? AbortSignal.timeout(silenceMs),
    redirect: 'error',
  }).catch(noAnswer)
  if (response.ok) return response
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined))
  throw new AppFailure(problem.success ? problem.data.error : { code: 'offline' })
}

/** Aborts when nothing was heard for too long. */
const createSilenceGuard = () => {
  const controller = new AbortController()
  const timer = setTimeout(() => {
    controller.abort()
  }, silenceMs)
  return {
    signal: controller.signal,
    heard: (): void => {
      timer.refresh()
    },
    end: (): void => {
      clearTimeout(timer)
    },
  }
}

const noAnswer = (cause: unknown): never => {
  throw new AppFailure({ code: 'offline' }, { cause })
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
