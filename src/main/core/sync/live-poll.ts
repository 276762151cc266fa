import { AppFailure } from '../../../shared/kernel/result'
import { livePollResponseSchema, pollHoldMs } from '../../../shared/sync-protocol/live'
import { callServer, silenceMs } from './http-calls'
import type { LiveTransportOptions } from './live-websocket'
import type { LiveConnection, LiveHandlers, LiveRequest } from './ports'

// The first answer may take as long as there is no news; a request that is not refused in this time is being held.
const heldAfterMs = 1_000
// News that did not move this desk is being pulled: asking again from the same place would give the same answer, at once.
const pullWaitMs = 1_000

/** The last resort: a request that the server holds until there is news. */
export const openPoll = (
  { serverUrl, authorization, logger }: LiveTransportOptions,
  { clientId, at }: LiveRequest,
  handlers: LiveHandlers,
): LiveConnection => {
  const ending = new AbortController()
  let asking = new AbortController()
  let askedAt: string | undefined
  let open = false
  let wake: (() => void) | undefined
  const opened = (): void => {
    if (open || ending.signal.aborted) return
    open = true
    handlers.onOpen()
  }

  const isEnding = (): boolean => ending.signal.aborted
  const ask = async (): Promise<void> => {
    asking = new AbortController()
    askedAt = at()
    const signal = AbortSignal.any([ending.signal, asking.signal, AbortSignal.timeout(pollHoldMs + silenceMs)])
    const { frames } = await callServer(new URL('/sync/v1/live/poll', serverUrl), livePollResponseSchema, {
      method: 'POST',
      body: JSON.stringify({ clientId, ...(askedAt === undefined ? {} : { at: askedAt }) }),
      headers: authorization(),
      signal,
    })
    opened()
    // An answer without news is a sign of life all the same.
    handlers.onFrame({ kind: 'pong' })
    for (const frame of frames) handlers.onFrame(frame)
    if (frames.length > 0 && at() === askedAt && !isEnding()) await moved()
  }
  const moved = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, pullWaitMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const askOn = async (): Promise<void> => {
    while (!isEnding()) {
      try {
        await ask()
      } catch (error) {
        // Broken off by ourselves, to ask again from where we are now.
        if (!asking.signal.aborted || isEnding()) throw error
      }
    }
  }

  const timer = setTimeout(opened, heldAfterMs)
  void askOn()
    .catch((error: unknown) => {
      if (!(error instanceof AppFailure)) throw error
      logger.debug({ code: error.error.code }, 'live poll failed')
    })
    .finally(() => {
      clearTimeout(timer)
      handlers.onClose()
    })
  return {
    send: (frame) => {
      if (frame.kind !== 'at') return
      wake?.()
      if (frame.cursor !== askedAt) asking.abort()
    },
    close: () => {
      ending.abort()
      wake?.()
    },
  }
}
