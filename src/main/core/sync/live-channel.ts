import { pingIntervalMs, type LiveFrame } from '../../../shared/sync-protocol/live'
import { createTransportChoice } from './transport-choice'
import type { LiveConnection, LiveTransport, ServerLink, Timers } from './ports'

/** The channel that makes things fast. Losing it costs speed, never correctness. */
export interface LiveChannel {
  /** Opens a channel unless one is open or being opened, or the server asked to stay away for a while. */
  readonly ensureOpen: () => void
  readonly isOpen: () => boolean
  /** How it is open; undefined when it is not. */
  readonly transport: () => LiveTransport | undefined
  /** Tells the server where this desk is, when that changed. */
  readonly tellAt: () => void
  /** Gives the channel up, whatever it says of itself; the next one is opened at once and by the fastest way. */
  readonly reconnect: () => void
  readonly listen: (listener: LiveListener) => void
  readonly close: () => void
}

export type Delta = Extract<LiveFrame, { kind: 'delta' }>

export interface LiveListener {
  readonly onOpen: () => void
  readonly onPoke: () => void
  readonly onDelta: (delta: Delta) => void
  readonly onRehello: () => void
  /** The server stops soon and asks to come back after so long. */
  readonly onDrain: (retryAfterMs: number) => void
  readonly onClose: () => void
}

interface LiveChannelOptions {
  readonly link: Pick<ServerLink, 'openLive'>
  readonly clientId: () => string
  /** Where every cursor of this desk stands; undefined when they differ or a first copy is under way. */
  readonly at: () => string | undefined
  readonly timers: Timers
}

// A server that accepts a channel and closes it at once must not be asked again in the same breath.
const restMs = 1_000
const deadAfterMs = 2 * pingIntervalMs

interface Channel {
  readonly transport: LiveTransport
  readonly connection: LiveConnection
  open: boolean
  heard: boolean
  toldAt: string | undefined
  cancelPing: () => void
  cancelDeath: () => void
}

export const createLiveChannel = ({ link, clientId, at, timers }: LiveChannelOptions): LiveChannel => {
  let channel: Channel | undefined
  let listener: LiveListener | undefined
  let closed = false
  let cancelRest: (() => void) | undefined

  const rest = (milliseconds: number): void => {
    cancelRest?.()
    cancelRest = timers.after(milliseconds, () => {
      cancelRest = undefined
    })
  }
  const drop = (gone: Channel, restFor: number): void => {
    if (gone !== channel) return
    channel = undefined
    gone.cancelPing()
    gone.cancelDeath()
    rest(restFor)
    gone.connection.close()
  }
  /** It ended by itself, or nothing comes through it any more. */
  const lose = (gone: Channel): void => {
    if (gone !== channel) return
    if (!gone.heard) choice.failed()
    drop(gone, restMs)
    if (gone.open) listener?.onClose()
  }
  const choice = createTransportChoice(timers, () => {
    if (channel !== undefined) lose(channel)
  })

  // After sleep a socket says "open" and is dead: only what is heard counts.
  const planDeath = (watched: Channel): void => {
    watched.cancelDeath()
    watched.cancelDeath = timers.after(deadAfterMs, () => {
      lose(watched)
    })
  }
  const planPing = (pinged: Channel): void => {
    pinged.cancelPing = timers.after(pingIntervalMs, () => {
      pinged.connection.send({ kind: 'ping' })
      planPing(pinged)
    })
  }
  const tellAt = (): void => {
    const cursor = at()
    // Twice the same says nothing new, and a server that cannot use it would answer with a poke each time.
    if (channel?.open !== true || cursor === undefined || cursor === channel.toldAt) return
    channel.toldAt = cursor
    channel.connection.send({ kind: 'at', cursor })
  }
  const hear = (hearing: Channel, frame: LiveFrame): void => {
    hearing.heard = true
    choice.works()
    planDeath(hearing)
    if (frame.kind === 'poke') listener?.onPoke()
    else if (frame.kind === 'delta') listener?.onDelta(frame)
    else if (frame.kind === 'rehello') listener?.onRehello()
    else if (frame.kind === 'ping') hearing.connection.send({ kind: 'pong' })
    else if (frame.kind === 'drain') {
      drop(hearing, frame.retryAfterMs)
      listener?.onDrain(frame.retryAfterMs)
    }
  }
  const open = (): void => {
    const transport = choice.current()
    // Everything that a channel says after it was given up is no longer meant for anybody.
    const whenCurrent = (act: () => void): void => {
      if (opened === channel) act()
    }
    const connection = link.openLive(
      transport,
      { clientId: clientId(), at },
      {
        onOpen: () => {
          whenCurrent(() => {
            opened.open = true
            planPing(opened)
            planDeath(opened)
            listener?.onOpen()
            tellAt()
          })
        },
        onFrame: (frame) => {
          whenCurrent(() => {
            hear(opened, frame)
          })
        },
        onClose: () => {
          lose(opened)
        },
      },
    )
    const nothing = (): void => undefined
    const opened: Channel = {
      transport,
      connection,
      open: false,
      heard: false,
      toldAt: undefined,
      cancelPing: nothing,
      cancelDeath: nothing,
    }
    channel = opened
    // One that neither opens nor fails must not stand in the way of the next.
    planDeath(opened)
  }

  return {
    ensureOpen: () => {
      if (!closed && cancelRest === undefined && channel === undefined) open()
    },
    isOpen: () => channel?.open ?? false,
    transport: () => (channel?.open === true ? channel.transport : undefined),
    tellAt,
    reconnect: () => {
      choice.startOver()
      if (channel !== undefined) drop(channel, 0)
      cancelRest?.()
      cancelRest = undefined
    },
    listen: (given) => {
      listener = given
    },
    close: () => {
      closed = true
      choice.startOver()
      if (channel !== undefined) drop(channel, 0)
      cancelRest?.()
    },
  }
}
