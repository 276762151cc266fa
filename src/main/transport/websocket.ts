import type { Server } from 'node:http'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { helloMessageSchema, refusedCloseCode, socketPath } from '../../shared/contract/browser-door'
import type { Delivery } from '../../shared/contract/delivery'
import {
  requestEnvelopeSchema,
  type AgentTransport,
  type EventEnvelope,
  type RequestEnvelope,
} from '../../shared/contract/envelope'
import type { Logger } from '../../shared/node/logger'
import { isLocalHost, isLocalOrigin } from './local-address'
import type { StartGate } from './start-gate'

interface WebSocketEndpointOptions {
  readonly server: Server
  /** The port that `server` listens on. */
  readonly port: number
  readonly transport: AgentTransport
  readonly gate: StartGate
  /** The event that tells a page that was just admitted how the core is doing. */
  readonly greeting: () => EventEnvelope
  readonly logger: Logger
}

// The largest thing a screen sends is a text of some kilobytes; a megabyte of pasted text must still get a proper answer.
const maxMessageBytes = 4 * 1024 * 1024
// A page says hello with its first breath; whoever does not is no page of ours.
const helloTimeoutMs = 5000

const policyViolation = 1008

/** Serves the contract to the pages of the browser shell, each over its own socket. Returns the function that closes them all. */
export const serveWebSocket = (options: WebSocketEndpointOptions): (() => void) => {
  const { server, port, logger } = options
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes })

  server.on('upgrade', (request, socket, head) => {
    // Nobody listens yet, and whoever hangs up halfway must not end the process.
    socket.on('error', () => {
      socket.destroy()
    })
    const { host, origin } = request.headers
    if (request.url !== socketPath || !isLocalHost(host, port) || !isLocalOrigin(origin, port)) {
      logger.warn('socket from elsewhere refused')
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (page) => {
      // A frame that is too large or not UTF-8 closes the socket with the right code; there is nothing else to do.
      page.on('error', (error) => {
        logger.warn({ name: error.name }, 'socket failed')
      })
      awaitHello(page, options)
    })
  })

  return () => {
    for (const page of sockets.clients) page.terminate()
    sockets.close()
  }
}

const awaitHello = (page: WebSocket, options: WebSocketEndpointOptions): void => {
  const timer = setTimeout(() => {
    page.close(refusedCloseCode)
  }, helloTimeoutMs)
  page.once('close', () => {
    clearTimeout(timer)
  })
  page.once('message', (data) => {
    clearTimeout(timer)
    const hello = helloMessageSchema.safeParse(parseJson(data))
    if (hello.success && options.gate.admit(hello.data)) servePage(page, options)
    else page.close(refusedCloseCode)
  })
}

const servePage = (page: WebSocket, { transport, greeting }: WebSocketEndpointOptions): void => {
  const deliver = (delivery: Delivery): void => {
    if (page.readyState === page.OPEN) page.send(JSON.stringify(delivery))
  }
  const answer = async (envelope: RequestEnvelope): Promise<void> => {
    deliver({ kind: 'reply', reply: await transport.request(envelope) })
  }
  const stopEvents = transport.onEvent((event) => {
    deliver({ kind: 'event', event })
  })
  page.once('close', stopEvents)
  page.on('message', (data) => {
    const envelope = requestEnvelopeSchema.safeParse(parseJson(data))
    if (envelope.success) void answer(envelope.data)
    else page.close(policyViolation)
  })
  deliver({ kind: 'event', event: greeting() })
}

const parseJson = (data: RawData): unknown => {
  try {
    // One buffer per message is how `ws` delivers unless asked otherwise.
    return JSON.parse((data as Buffer).toString('utf8')) as unknown
  } catch {
    // Checked by a schema right after: undefined fits none of them.
    return undefined
  }
}
