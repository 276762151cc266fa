import { refusedCloseCode, type HelloMessage } from '../../shared/contract/browser-door'
import { deliverySchema } from '../../shared/contract/delivery'
import type { EventEnvelope, ReplyEnvelope } from '../../shared/contract/envelope'
import { transportStateEvent, transportStateSchema, type TransportState } from '../../shared/contract/transport-state'
import type { ClientTransport } from './agent-client'
import { createStateHolder } from './state-holder'

/** What we need of a browser's `WebSocket`. */
interface PageSocket {
  readonly send: (text: string) => void
  readonly addEventListener: ((type: 'open', listener: () => void) => void) &
    ((type: 'message', listener: (event: { readonly data: unknown }) => void) => void) &
    ((type: 'close', listener: (event: { readonly code: number }) => void) => void)
}

interface WebSocketTransportOptions {
  readonly open: () => PageSocket
  readonly hello: HelloMessage
  readonly later: (milliseconds: number, run: () => void) => void
}

// The web host is on this machine: it is back soon or not at all, so trying often costs nothing that anybody notices.
const firstRetryMs = 200
const lastRetryMs = 3000

/** The core behind the browser shell. Connects again by itself; what was under way when a connection fell is answered `core_gone`. */
export const createWebSocketTransport = ({ open, hello, later }: WebSocketTransportOptions): ClientTransport => {
  const holder = createStateHolder<TransportState>('connecting')
  const listeners = new Set<(event: EventEnvelope) => void>()
  const pending = new Map<number, (reply: ReplyEnvelope) => void>()
  let waiting: string[] = []
  let socket: PageSocket | undefined
  let retryMs = firstRetryMs

  const answerCoreGone = (): void => {
    const unanswered = [...pending]
    pending.clear()
    waiting = []
    for (const [id, answer] of unanswered) answer({ id, ok: false, error: { code: 'core_gone' } })
  }

  const receive = (text: string): void => {
    const delivery = deliverySchema.parse(JSON.parse(text))
    if (delivery.kind === 'reply') {
      pending.get(delivery.reply.id)?.(delivery.reply)
      pending.delete(delivery.reply.id)
    } else if (delivery.event.event === transportStateEvent) {
      holder.set(transportStateSchema.parse(delivery.event.payload))
    } else {
      for (const listener of listeners) listener(delivery.event)
    }
  }

  const connect = (): void => {
    const next = open()
    next.addEventListener('open', () => {
      socket = next
      retryMs = firstRetryMs
      next.send(JSON.stringify(hello))
      for (const message of waiting.splice(0)) next.send(message)
    })
    next.addEventListener('message', ({ data }) => {
      receive(String(data))
    })
    next.addEventListener('close', ({ code }) => {
      socket = undefined
      if (code === refusedCloseCode) {
        holder.set('refused')
        answerCoreGone()
        return
      }
      holder.set('connecting')
      answerCoreGone()
      later(retryMs, connect)
      retryMs = Math.min(retryMs * 2, lastRetryMs)
    })
  }

  connect()

  return {
    request: (envelope) => {
      const state = holder.get()
      const message = JSON.stringify(envelope)
      return new Promise((resolve) => {
        pending.set(envelope.id, resolve)
        if (state === 'refused') answerCoreGone()
        else if (socket === undefined) waiting.push(message)
        else socket.send(message)
      })
    },
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: holder.get,
    onState: holder.listen,
  }
}
