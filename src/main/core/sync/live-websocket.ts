import WebSocket from 'ws'
import type { Logger } from '../../../shared/node/logger'
import { liveFrameSchema } from '../../../shared/sync-protocol/live'
import { parseJson, silenceMs } from './http-calls'
import type { LiveConnection, LiveHandlers, LiveRequest } from './ports'

export interface LiveTransportOptions {
  readonly serverUrl: string
  readonly authorization: () => Record<string, string>
  readonly logger: Logger
}

// A delta holds rows: a server sends a poke instead of more than 256 KiB of them (`server/sync/tail.ts`). Far above that, for a later one.
const maxFrameBytes = 16 * 1_048_576

/** The fastest way: both directions over one socket. */
export const openWebSocket = (
  { serverUrl, authorization, logger }: LiveTransportOptions,
  { clientId }: LiveRequest,
  handlers: LiveHandlers,
): LiveConnection => {
  const url = new URL(`/sync/v1/live?clientId=${clientId}`, serverUrl)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(url, {
    headers: authorization(),
    maxPayload: maxFrameBytes,
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
}
