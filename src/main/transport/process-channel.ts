import { deliverySchema, type Delivery } from '../../shared/contract/delivery'
import type { AgentTransport, EventEnvelope, ReplyEnvelope } from '../../shared/contract/envelope'
import type { ServeEnvelope } from './serve-contract'

/** A pipe between two processes that carries JSON values in order. */
export interface MessageChannel {
  readonly send: (message: object) => void
  readonly onMessage: (listener: (message: unknown) => void) => void
}

/** The shell's end: knows when the other side is gone. */
export interface ChildChannel extends MessageChannel {
  /** Calls once, when the process on the other side has ended. */
  readonly onExit: (listener: () => void) => void
}

/**
 * The shell's end of the pipe to the core's process; `start` goes first. When that process is gone, everything under way and
 * everything asked later is answered `core_gone` at once: a screen may have to say so, but it never waits for nothing.
 */
export const createProcessTransport = (channel: ChildChannel, start: object): AgentTransport => {
  const listeners = new Set<(event: EventEnvelope) => void>()
  const pending = new Map<number, (reply: ReplyEnvelope) => void>()
  let lastId = 0
  let closed = false

  channel.onMessage((message) => {
    const delivery = deliverySchema.parse(message)
    if (delivery.kind === 'reply') {
      pending.get(delivery.reply.id)?.(delivery.reply)
      pending.delete(delivery.reply.id)
    } else {
      for (const listener of listeners) listener(delivery.event)
    }
  })
  channel.onExit(() => {
    closed = true
    for (const [id, answer] of pending) answer(coreGone(id))
    pending.clear()
  })
  channel.send(start)

  return {
    request: ({ id, name, input }) => {
      if (closed) return Promise.resolve(coreGone(id))
      // Several pages count from one each; on this pipe every request has its own number.
      lastId += 1
      const channelId = lastId
      return new Promise((resolve) => {
        pending.set(channelId, (reply) => {
          resolve({ ...reply, id })
        })
        channel.send({ id: channelId, name, input })
      })
    },
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const coreGone = (id: number): ReplyEnvelope => ({ id, ok: false, error: { code: 'core_gone' } })

export interface ServedCore {
  readonly serve: ServeEnvelope
  readonly onEvent: (listener: (event: EventEnvelope) => void) => void
}

/**
 * The core's end of the pipe. The first message says what to open; all others are requests, and wait until it is open. When opening
 * throws, so does the process: its shell starts it again, or says that it cannot.
 */
export const serveProcessChannel = (channel: MessageChannel, open: (start: unknown) => Promise<ServedCore>): void => {
  let opened: Promise<ServedCore> | undefined
  const deliver = (delivery: Delivery): void => {
    channel.send(delivery)
  }
  const openAndListen = async (start: unknown): Promise<ServedCore> => {
    const core = await open(start)
    core.onEvent((event) => {
      deliver({ kind: 'event', event })
    })
    return core
  }
  const answer = async (core: Promise<ServedCore>, envelope: unknown): Promise<void> => {
    const { serve } = await core
    deliver({ kind: 'reply', reply: await serve(envelope) })
  }

  channel.onMessage((message) => {
    if (opened === undefined) opened = openAndListen(message)
    else void answer(opened, message)
  })
}
