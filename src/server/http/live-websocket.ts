import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { describeBug } from '../../shared/node/describe-bug'
import type { Logger } from '../../shared/node/logger'
import { liveFrameSchema, pingIntervalMs, type LiveFrame } from '../../shared/sync-protocol/live'
import type { AdmittedDesk } from '../sync/live-admission'
import type { LiveLine, LiveLines } from '../sync/live-lines'

export interface LiveWebSocketDeps {
  readonly lines: LiveLines
  readonly logger: Logger
}

/** What an admitted desk asks for: an upgrade of its HTTP connection. */
export interface LiveRequest {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
  readonly desk: AdmittedDesk
}

export interface LiveWebSocket {
  readonly open: (request: LiveRequest) => void
}

// A desk pings every `pingIntervalMs`; who misses two is gone, whatever its socket says.
const silenceMs = pingIntervalMs * 2.5
// A desk that does not answer the farewell must not hold up the stop.
const farewellMs = 1_000
// Frames of a desk are a dozen bytes.
const maxPayload = 1024

const closeCodes = { unreadable: 1008, restarting: 1012, signedOut: 4401 } as const

/** `WS /sync/v1/live`: the frames of `sync/live-desks.ts` over a WebSocket, and the `at` of the desk back. */
export const createLiveWebSocket = ({ lines, logger }: LiveWebSocketDeps): LiveWebSocket => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload })

  const welcome = (socket: WebSocket, admitted: AdmittedDesk): void => {
    const line: LiveLine = {
      send: (text) => {
        socket.send(text)
      },
      waiting: () => socket.bufferedAmount,
      cut: () => {
        socket.terminate()
      },
      close: (why) => {
        socket.close(closeCodes[why])
        setTimeout(() => {
          socket.terminate()
        }, farewellMs).unref()
      },
    }
    const desk = lines.open(line, admitted)
    const silence = setTimeout(() => {
      socket.terminate()
    }, silenceMs)
    socket.on('message', (data: Buffer, isBinary) => {
      silence.refresh()
      const frame = isBinary ? undefined : parseFrame(data)
      if (frame === undefined) socket.close(closeCodes.unreadable)
      else if (frame.kind === 'ping') socket.send(pong)
      else if (frame.kind === 'at') desk.at(frame.cursor)
    })
    // `ws` closes the socket itself; without a listener a broken frame would end the process.
    socket.on('error', (error) => {
      logger.warn({ bug: describeBug(error) }, 'live socket failed')
    })
    socket.on('close', () => {
      desk.leave()
      clearTimeout(silence)
    })
  }

  return {
    open: ({ request, socket, head, desk }) => {
      sockets.handleUpgrade(request, socket, head, (upgraded) => {
        welcome(upgraded, desk)
      })
    },
  }
}

const pong = JSON.stringify({ kind: 'pong' } satisfies LiveFrame)

const parseFrame = (data: Buffer): LiveFrame | undefined => {
  try {
    return liveFrameSchema.safeParse(JSON.parse(data.toString('utf8'))).data
  } catch {
    // Not JSON: the caller closes the socket.
    return undefined
  }
}
