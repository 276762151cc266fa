import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { millisecondsBetween, type Clock } from '../../shared/kernel/clock'
import { describeBug } from '../../shared/node/describe-bug'
import type { Logger } from '../../shared/node/logger'
import { liveFrameSchema, pingIntervalMs, type LiveFrame } from '../../shared/sync-protocol/live'
import type { Session } from '../auth/sessions'
import type { Db } from '../db/db'
import type { ServerState } from '../server-state'
import { loadActor, type Actor } from './actor'
import type { Changes } from './changes'

export interface LiveDeps {
  readonly db: Db
  readonly state: ServerState
  readonly changes: Changes
  readonly clock: Clock
  readonly logger: Logger
}

/** What an admitted desk asks for: an upgrade of its HTTP connection. */
export interface LiveRequest {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
  readonly session: Session
  readonly actor: Actor
}

export interface LiveChannel {
  readonly open: (desk: LiveRequest) => void
  /** Tells every desk that the server restarts. */
  readonly close: () => void
}

interface Desk {
  readonly socket: WebSocket
  readonly medewerkerId: string
  scopes: ReadonlySet<string>
  poked: boolean
}

// A burst of commits is one poke: the desk pulls everything at once anyway.
const pokeDelayMs = 10
// A desk pings every `pingIntervalMs`; who misses two is gone, whatever its socket says.
const silenceMs = pingIntervalMs * 2.5
// A desk that does not answer the farewell must not hold up the stop.
const farewellMs = 1_000
// Frames of a desk are a dozen bytes.
const maxPayload = 1024

const closeCodes = { unreadable: 1008, restarting: 1012, signedOut: 4401 } as const

/**
 * `WS /sync/v1/live`: tells desks at once that there is something to pull. Only speed: a desk that never hears anything still
 * converges, and one that has just connected pulls first.
 */
export const createLiveChannel = ({ db, state, changes, clock, logger }: LiveDeps): LiveChannel => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload })
  const desks = new Set<Desk>()

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
    const scopes = (await loadActor(db, state.tenant, desk.medewerkerId))?.scopes ?? []
    if (scopes.length === desk.scopes.size && scopes.every((scope) => desk.scopes.has(scope))) return
    desk.scopes = new Set(scopes)
    send(desk, { kind: 'rehello' })
  }

  const unsubscribe = changes.subscribe(({ scopes, entities }) => {
    const directoryChanged = entities.has('medewerker') || entities.has('afdeling')
    for (const desk of desks) {
      if ([...scopes].some((scope) => desk.scopes.has(scope))) poke(desk)
      if (!directoryChanged) continue
      reviewScopes(desk).catch((error: unknown) => {
        logger.error({ bug: describeBug(error) }, 'scopes not reviewed')
      })
    }
  })

  const welcome = (socket: WebSocket, { medewerkerId, expiresAt }: Session, scopes: readonly string[]): void => {
    const desk: Desk = { socket, medewerkerId, scopes: new Set(scopes), poked: false }
    desks.add(desk)
    const expiry = setTimeout(
      () => {
        socket.close(closeCodes.signedOut)
      },
      millisecondsBetween(clock.now(), expiresAt),
    )
    const silence = setTimeout(() => {
      socket.terminate()
    }, silenceMs)
    socket.on('message', (data: Buffer, isBinary) => {
      silence.refresh()
      const frame = isBinary ? undefined : parseFrame(data)
      if (frame === undefined) socket.close(closeCodes.unreadable)
      else if (frame.kind === 'ping') send(desk, { kind: 'pong' })
    })
    // `ws` closes the socket itself; without a listener a broken frame would end the process.
    socket.on('error', (error) => {
      logger.warn({ bug: describeBug(error) }, 'live socket failed')
    })
    socket.on('close', () => {
      desks.delete(desk)
      clearTimeout(expiry)
      clearTimeout(silence)
    })
  }

  return {
    open: ({ request, socket, head, session, actor }) => {
      sockets.handleUpgrade(request, socket, head, (opened) => {
        welcome(opened, session, actor.scopes)
      })
    },
    close: () => {
      unsubscribe()
      for (const { socket } of desks) {
        socket.close(closeCodes.restarting)
        setTimeout(() => {
          socket.terminate()
        }, farewellMs).unref()
      }
    },
  }
}

const send = ({ socket }: Desk, frame: LiveFrame): void => {
  socket.send(JSON.stringify(frame))
}

const parseFrame = (data: Buffer): LiveFrame | undefined => {
  try {
    return liveFrameSchema.safeParse(JSON.parse(data.toString('utf8'))).data
  } catch {
    // Not JSON: the caller closes the socket.
    return undefined
  }
}
