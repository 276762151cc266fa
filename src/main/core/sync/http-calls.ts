import type { z } from 'zod'
import { AppFailure, type AppError } from '../../../shared/kernel/result'
import { problemSchema } from '../../../shared/sync-protocol/problem'

// A server that answers at all says something within this; a half-open connection does not. A long answer may take its time.
export const silenceMs = 20_000
// A proxy that is full says so without our words.
const defaultRetryAfterSeconds = 5

// A connection of its own for each call. After sleep or a change of network the ones that were kept are dead and look alive: every one
// of them would cost a whole silence before the next is tried.
const everyCall = { connection: 'close' }

interface CallOptions {
  readonly method?: 'POST'
  readonly body?: string
  readonly headers?: Record<string, string>
  readonly signal?: AbortSignal
}

/** One call with an answer of a known shape. Throws `AppFailure`: what the server said, or `offline` when nothing of ours answered. */
export const callServer = async <Answer>(url: URL, schema: z.ZodType<Answer>, call: CallOptions): Promise<Answer> => {
  const response = await fetchAnswer(url, call)
  const answer = schema.safeParse(await response.json().catch(noAnswer))
  // Something answers on that address, but it does not speak our protocol.
  if (!answer.success) throw new AppFailure({ code: 'offline' }, { cause: answer.error })
  return answer.data
}

/** One call whose answer is read by the caller. */
export const fetchAnswer = async (url: URL, { method, body, headers, signal }: CallOptions): Promise<Response> => {
  const response = await fetch(url, {
    method: method ?? 'GET',
    headers: { ...everyCall, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
    signal: signal ?? AbortSignal.timeout(silenceMs),
    redirect: 'error',
  }).catch(noAnswer)
  if (response.ok) return response
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined))
  throw new AppFailure(refusalOf(response, problem.success ? problem.data.error : undefined))
}

/** What a refusal means; the header says how long to wait, also when a proxy wrote it. */
const refusalOf = ({ status, headers }: Response, said: AppError | undefined): AppError => {
  if (said !== undefined && said.code !== 'busy') return said
  const asked = Number(headers.get('retry-after') ?? Number.NaN)
  if (said === undefined && status !== 429 && !(status === 503 && asked >= 0)) return { code: 'offline' }
  const own = said?.retryAfterSeconds ?? defaultRetryAfterSeconds
  return { code: 'busy', retryAfterSeconds: asked >= 0 ? asked : own }
}

/** Aborts when nothing was heard for too long. */
export const createSilenceGuard = (milliseconds: number = silenceMs) => {
  const controller = new AbortController()
  const timer = setTimeout(() => {
    controller.abort()
  }, milliseconds)
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

export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
