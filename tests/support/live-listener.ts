import { once } from 'node:events'
import WebSocket from 'ws'
import {
  livePollResponseSchema,
  liveFrameSchema,
  type LiveFrame,
  type LivePollRequest,
} from '../../src/shared/sync-protocol/live'

/** A desk that only listens, over one of the three transports. */
export interface LiveListener {
  /** What it heard, without pings and pongs. */
  readonly frames: LiveFrame[]
  /** Says where all its cursors stand. */
  readonly at: (cursor: string) => Promise<void>
  /** Stops reading, and goes on when called. */
  readonly pause: () => () => void
  readonly closed: Promise<void>
  readonly close: () => void
}

interface Listening {
  readonly url: string
  readonly clientId: string
  readonly token: string
}

export const transports = ['websocket', 'sse', 'poll'] as const

export type Listen = (desk: Listening) => Promise<LiveListener>

const isNews = ({ kind }: LiveFrame): boolean => kind !== 'ping' && kind !== 'pong'

const listenSocket: Listen = async ({ url, clientId, token }) => {
  const frames: LiveFrame[] = []
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync/v1/live?clientId=${clientId}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  socket.on('message', (data: Buffer) => {
    frames.push(...[liveFrameSchema.parse(JSON.parse(data.toString()))].filter(isNews))
  })
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      resolve()
    })
  })
  await once(socket, 'open')
  return {
    frames,
    at: (cursor) => {
      socket.send(JSON.stringify({ kind: 'at', cursor }))
      return Promise.resolve()
    },
    pause: () => {
      socket.pause()
      return () => {
        socket.resume()
      }
    },
    closed,
    close: () => {
      socket.terminate()
    },
  }
}

const post = (listening: Listening, path: string, body: object, signal?: AbortSignal): Promise<Response> =>
  fetch(`${listening.url}/sync/v1/live/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${listening.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  })

const listenEvents: Listen = async (listening) => {
  const { url, clientId, token } = listening
  const frames: LiveFrame[] = []
  const abort = new AbortController()
  const response = await fetch(`${url}/sync/v1/live/events?clientId=${clientId}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: abort.signal,
  })
  if (response.status !== 200 || response.body === null) throw new Error(`refused: ${String(response.status)}`)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let gate = Promise.resolve()
  const read = async (): Promise<void> => {
    let text = ''
    for (;;) {
      await gate
      const { done, value } = await reader.read()
      if (done) return
      const events = (text + value).split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        frames.push(...[liveFrameSchema.parse(JSON.parse(event.replace(/^data: /, '')))].filter(isNews))
      }
    }
  }
  return {
    frames,
    at: async (cursor) => {
      await post(listening, 'at', { clientId, cursor })
    },
    pause: () => {
      let open: () => void = () => undefined
      gate = new Promise((resolve) => {
        open = resolve
      })
      return () => {
        open()
      }
    },
    closed: read().catch(() => undefined),
    close: () => {
      abort.abort()
    },
  }
}

const listenPolls: Listen = (listening) => {
  const { clientId } = listening
  const frames: LiveFrame[] = []
  const abort = new AbortController()
  let at: string | undefined
  let current = new AbortController()
  const poll = async (): Promise<void> => {
    while (!abort.signal.aborted) {
      current = new AbortController()
      const request: LivePollRequest = at === undefined ? { clientId } : { clientId, at }
      const response = await post(listening, 'poll', request, current.signal).catch(() => undefined)
      // Broken off to come back with another place.
      if (response === undefined && current.signal.aborted) continue
      if (response?.status !== 200) return
      for (const frame of livePollResponseSchema.parse(await response.json()).frames) {
        frames.push(frame)
        // What a desk does: after a delta it stands further on, after anything else it does not know until it has pulled.
        at = frame.kind === 'delta' ? frame.to : undefined
      }
    }
  }
  return Promise.resolve({
    frames,
    at: (cursor) => {
      at = cursor
      current.abort()
      return Promise.resolve()
    },
    pause: () => () => undefined,
    closed: poll(),
    close: () => {
      abort.abort()
      current.abort()
    },
  })
}

export const listen: Readonly<Record<(typeof transports)[number], Listen>> = {
  websocket: listenSocket,
  sse: listenEvents,
  poll: listenPolls,
}
