import { z } from 'zod'
import { AppFailure } from '../../../shared/kernel/result'
import { liveFrameSchema, pingIntervalMs } from '../../../shared/sync-protocol/live'
import { callServer, createSilenceGuard, fetchAnswer, parseJson, silenceMs } from './http-calls'
import type { LiveTransportOptions } from './live-websocket'
import type { LiveConnection, LiveHandlers, LiveRequest } from './ports'
import { readLines } from './read-lines'

/** Server-sent events, for where a proxy breaks sockets. What a desk says goes by calls of its own; the server does the pinging. */
export const openEvents = (
  { serverUrl, authorization, logger }: LiveTransportOptions,
  { clientId, at }: LiveRequest,
  handlers: LiveHandlers,
): LiveConnection => {
  const ending = new AbortController()

  const listen = async (): Promise<void> => {
    const url = new URL('/sync/v1/live/events', serverUrl)
    url.searchParams.set('clientId', clientId)
    const cursor = at()
    if (cursor !== undefined) url.searchParams.set('at', cursor)
    const silence = createSilenceGuard(2 * pingIntervalMs)
    try {
      const headers = { ...authorization(), accept: 'text/event-stream' }
      const response = await fetchAnswer(url, { headers, signal: AbortSignal.any([ending.signal, silence.signal]) })
      if (response.body === null) return
      handlers.onOpen()
      for await (const line of readLines(response.body)) {
        silence.heard()
        // A comment: the server says that it is there.
        if (line.startsWith(':')) handlers.onFrame({ kind: 'pong' })
        if (!line.startsWith('data:')) continue
        const frame = liveFrameSchema.safeParse(parseJson(line.slice('data:'.length)))
        if (frame.success) handlers.onFrame(frame.data)
      }
    } finally {
      silence.end()
    }
  }
  const tellCursor = (cursor: string): Promise<unknown> =>
    callServer(new URL('/sync/v1/live/at', serverUrl), z.unknown(), {
      method: 'POST',
      body: JSON.stringify({ clientId, cursor }),
      headers: authorization(),
      signal: AbortSignal.any([ending.signal, AbortSignal.timeout(silenceMs)]),
    })
  const report = (error: unknown): void => {
    if (!(error instanceof AppFailure)) throw error
    logger.debug({ code: error.error.code }, 'live events failed')
  }

  void listen().catch(report).finally(handlers.onClose)
  return {
    send: (frame) => {
      // Lost is not bad: the server pokes where it does not know enough.
      if (frame.kind === 'at') void tellCursor(frame.cursor).catch(report)
    },
    close: () => {
      ending.abort()
    },
  }
}
