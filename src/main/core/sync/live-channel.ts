import { pingIntervalMs } from '../../../shared/sync-protocol/live'
import type { LiveConnection, ServerLink, Timers } from './ports'

/** The socket that makes things fast. Losing it costs speed, never correctness. */
export interface LiveChannel {
  /** Opens a socket unless one is open or being opened. */
  readonly ensureOpen: () => void
  readonly isOpen: () => boolean
  readonly listen: (listener: LiveListener) => void
  readonly close: () => void
}

export interface LiveListener {
  readonly onOpen: () => void
  readonly onPoke: () => void
  readonly onRehello: () => void
  readonly onClose: () => void
}

interface LiveChannelOptions {
  readonly link: Pick<ServerLink, 'openLive'>
  readonly clientId: () => string
  readonly timers: Timers
}

// A server that accepts a socket and closes it at once must not be asked again in the same breath.
const restMs = 1_000

interface Socket {
  readonly connection: LiveConnection
  open: boolean
  /** Something was heard since the last ping. */
  heard: boolean
  cancelPing: () => void
}

export const createLiveChannel = ({ link, clientId, timers }: LiveChannelOptions): LiveChannel => {
  let socket: Socket | undefined
  let listener: LiveListener | undefined
  let closed = false
  let resting = false

  const drop = (gone: Socket | undefined): void => {
    if (gone === undefined || gone !== socket) return
    gone.cancelPing()
    socket = undefined
    resting = true
    timers.after(restMs, () => {
      resting = false
    })
    if (gone.open) listener?.onClose()
  }

  const planPing = (pinged: Socket): void => {
    pinged.cancelPing = timers.after(pingIntervalMs, () => {
      // After sleep a socket says "open" and is dead: silence since the last ping ends it.
      if (!pinged.heard) {
        pinged.connection.close()
        drop(pinged)
        return
      }
      pinged.heard = false
      pinged.connection.send({ kind: 'ping' })
      planPing(pinged)
    })
  }

  const ensureOpen = (): void => {
    if (closed || resting || socket !== undefined) return
    const connection = link.openLive(clientId(), {
      onOpen: () => {
        opened.open = true
        planPing(opened)
        listener?.onOpen()
      },
      onFrame: (frame) => {
        opened.heard = true
        if (frame.kind === 'poke') listener?.onPoke()
        else if (frame.kind === 'rehello') listener?.onRehello()
        else if (frame.kind === 'ping') opened.connection.send({ kind: 'pong' })
      },
      onClose: () => {
        drop(opened)
      },
    })
    const opened: Socket = { connection, open: false, heard: true, cancelPing: () => undefined }
    socket = opened
  }

  return {
    ensureOpen,
    isOpen: () => socket?.open ?? false,
    listen: (given) => {
      listener = given
    },
    close: () => {
      closed = true
      const last = socket
      drop(last)
      last?.connection.close()
    },
  }
}
