import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { z } from 'zod'
import { millisecondsBetween, type Clock } from '../../shared/kernel/clock'
import type { AppError } from '../../shared/kernel/result'
import type { Logger } from '../../shared/node/logger'
import { liveFrameSchema, pingIntervalMs, type LiveFrame } from '../../shared/sync-protocol/live'
import type { Session, Sessions } from '../auth/sessions'
import type { Db } from '../db/db'
import type { ServerState } from '../server-state'
import { loadActor } from '../sync/actor'
import type { Changes, Commit } from '../sync/changes'
import { findClient } from '../sync/client'
import { sessionOf } from './authenticate'
import { describeFault } from './faults'
import { refusedHeaders } from './guard'
import { problemOf } from './problem'

export interface LiveDeps {
  readonly db: Db
  readonly state: ServerState
  readonly sessions: Sessions
  readonly changes: Changes
  readonly clock: Clock
  readonly logger: Logger
  /** The address that the server listens on, for the Host check. */
  readonly host: string
}

export interface LiveChannel {
  readonly close: () => void
}

interface Desk {
  readonly socket: WebSocket
  readonly medewerkerId: string
  scopes: ReadonlySet<string>
  poked: boolean
}

const path = '/sync/v1/live'
const querySchema = z.strictObject({ clientId: z.uuid() })

// A burst of commits is one poke: the desk pulls everything at once anyway.
const pokeDelayMs = 10
// A desk pings every `pingIntervalMs`; who misses two is gone, whatever its socket says.
const silenceMs = pingIntervalMs * 2.5
// Frames of a desk are a dozen bytes.
const maxPayload = 1024

const closeCodes = { signedOut: 4401, unreadable: 1008, restarting: 1012 } as const

/** `WS /sync/v1/live`: tells desks at once that there is something to pull. Only speed; a desk that never gets one still converges. */
export const serveLive = (server: Server, deps: LiveDeps): LiveChannel => {
  const { db, state, sessions, changes, clock, logger, host } = deps
  const sockets = new WebSocketServer({ noServer: true, maxPayload })
  const desks = new Set<Desk>()

  const send = (desk: Desk, frame: LiveFrame): void => {
    desk.socket.send(JSON.stringify(frame))
  }

  const poke = (desk: Desk): void => {
    if (desk.poked) return
    desk.poked = true
    setTimeout(() => {
      desk.poked = false
      send(desk, { kind: 'poke' })
    }, pokeDelayMs)
  }

  /** Rights hang on the directory: when it changes, every desk's scopes are worked out again. */
  const reviewScopes = async (desk: Desk): Promise<void> => {
    const actor = await loadActor(db, state.tenant, desk.medewerkerId)
    const scopes = actor?.scopes ?? []
    if (scopes.length === desk.scopes.size && scopes.every((scope) => desk.scopes.has(scope))) return
    desk.scopes = new Set(scopes)
    send(desk, { kind: 'rehello' })
  }

  const unsubscribe = changes.subscribe(({ scopes, entities }: Commit) => {
    for (const desk of desks) {
      if ([...scopes].some((scope) => desk.scopes.has(scope))) poke(desk)
      if (entities.has('medewerker') || entities.has('afdeling')) {
        reviewScopes(desk).catch((error: unknown) => {
          logger.error(describeFault(error), 'scopes not reviewed')
        })
      }
    }
  })

  const welcome = (socket: WebSocket, session: Session, scopes: readonly string[]): void => {
    const desk: Desk = { socket, medewerkerId: session.medewerkerId, scopes: new Set(scopes), poked: false }
    desks.add(desk)
    const expiry = setTimeout(
      () => {
        socket.close(closeCodes.signedOut)
      },
      millisecondsBetween(clock.now(), session.expiresAt),
    )
    const silence = setTimeout(() => {
      socket.terminate()
    }, silenceMs)
    socket.on('message', (data, isBinary) => {
      silence.refresh()
      const frame = isBinary ? undefined : parseFrame(data)
      if (frame === undefined) socket.close(closeCodes.unreadable)
      else if (frame.kind === 'ping') send(desk, { kind: 'pong' })
    })
    // `ws` closes the socket itself; without a listener a broken frame would end the process.
    socket.on('error', (error) => {
      logger.warn(describeFault(error), 'live socket failed')
    })
    socket.on('close', () => {
      desks.delete(desk)
      clearTimeout(expiry)
      clearTimeout(silence)
    })
  }

  const admit = async (
    request: IncomingMessage,
  ): Promise<{ readonly session: Session; readonly scopes: readonly string[] } | AppError> => {
    const refused = refusedHeaders(request.headers, host)
    if (refused !== undefined) return refused
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname !== path) return { code: 'not_found', what: 'path' }
    const session = await sessionOf(request.headers.authorization, sessions)
    if (session === undefined) return { code: 'signed_out' }
    const query = querySchema.safeParse(Object.fromEntries(url.searchParams))
    if (!query.success) return { code: 'validation', field: 'clientId', rule: 'uuid' }
    const client = await findClient(db, state.tenant, query.data.clientId, session.medewerkerId)
    if (!client.ok) return client.error
    const actor = await loadActor(db, state.tenant, session.medewerkerId)
    return actor === undefined ? { code: 'signed_out' } : { session, scopes: actor.scopes }
  }

  server.on('upgrade', (request, socket: Duplex, head) => {
    // Until `ws` takes over nobody listens, and a desk that hangs up meanwhile must not end the process.
    socket.on('error', () => socket.destroy())
    admit(request).then(
      (admitted) => {
        if ('code' in admitted) refuse(socket, admitted)
        else
          sockets.handleUpgrade(request, socket, head, (opened) => welcome(opened, admitted.session, admitted.scopes))
      },
      (error: unknown) => {
        logger.error(describeFault(error), 'live socket not opened')
        socket.destroy()
      },
    )
  })

  return {
    close: () => {
      unsubscribe()
      for (const { socket } of desks) socket.close(closeCodes.restarting)
    },
  }
}

const parseFrame = (data: unknown): LiveFrame | undefined => {
  try {
    return liveFrameSchema.safeParse(JSON.parse(String(data))).data
  } catch {
    // Not JSON: the caller closes the socket.
    return undefined
  }
}

const refuse = (socket: Duplex, error: AppError): void => {
  const problem = problemOf(error)
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${String(problem.status)} ${problem.title}\r\nconnection: close\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`,
  )
}
