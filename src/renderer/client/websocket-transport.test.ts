import { describe, expect, it } from 'vitest'
import { refusedCloseCode } from '../../shared/contract/browser-door'
import { createWebSocketTransport } from './websocket-transport'

type Listener = (event: { readonly data: unknown; readonly code: number }) => void

const hello = { session: 's'.repeat(64) }

/** A browser's socket, played by the test. */
const createSocket = () => {
  const listeners = new Map<string, Listener>()
  const sent: unknown[] = []
  const happen = (name: string, data?: unknown, code = 1006) => {
    listeners.get(name)?.({ data: JSON.stringify(data), code })
  }
  return {
    sent,
    open: () => {
      happen('open')
    },
    receive: (data: unknown) => {
      happen('message', data)
    },
    close: (code?: number) => {
      happen('close', undefined, code)
    },
    socket: {
      send: (text: string) => void sent.push(JSON.parse(text)),
      addEventListener: (name: string, listener: Listener) => void listeners.set(name, listener),
    },
  }
}

const createHouse = () => {
  const sockets: ReturnType<typeof createSocket>[] = []
  const pauses: number[] = []
  let again: () => void = () => undefined
  const transport = createWebSocketTransport({
    open: () => {
      const made = createSocket()
      sockets.push(made)
      return made.socket
    },
    hello,
    later: (milliseconds, run) => {
      pauses.push(milliseconds)
      again = run
    },
  })
  const states: unknown[] = []
  transport.onState((state) => states.push(state))
  const socket = () => {
    const last = sockets.at(-1)
    if (last === undefined) throw new Error('nothing was opened')
    return last
  }
  return { transport, socket, sockets, pauses, states, again: () => again() }
}
const opened = { kind: 'event', event: { event: 'transport.state', payload: 'open' } }
const coreGone = (id: number) => ({ id, ok: false, error: { code: 'core_gone' } })

describe('the browser page and its core', () => {
  it('says hello first, and then what was asked in the meantime', () => {
    const { transport, socket } = createHouse()
    void transport.request({ id: 1, name: 'proef.ping' })
    socket().open()
    expect(socket().sent).toEqual([hello, { id: 1, name: 'proef.ping' }])
  })

  it('is open once the other side says so', () => {
    const { transport, socket, states } = createHouse()
    expect(transport.state()).toBe('connecting')
    socket().open()
    socket().receive(opened)
    expect(states).toEqual(['open'])
  })

  it('answers what was under way when a connection falls, and connects again', async () => {
    const { transport, socket, sockets, again, states } = createHouse()
    socket().open()
    socket().receive(opened)
    const underWay = transport.request({ id: 1, name: 'proef.ping' })
    socket().close()
    expect(await underWay).toEqual(coreGone(1))
    again()
    expect(sockets).toHaveLength(2)
    socket().open()
    socket().receive(opened)
    expect(states).toEqual(['open', 'connecting', 'open'])
  })

  it('keeps nobody waiting while there is nobody at the other side', async () => {
    const { transport, socket, again } = createHouse()
    socket().close()
    const waiting = transport.request({ id: 2, name: 'proef.ping' })
    again()
    socket().close()
    expect(await waiting).toEqual(coreGone(2))
  })

  it('tries less often the longer it takes, but never gives up', () => {
    const { socket, again, pauses } = createHouse()
    for (let turn = 0; turn < 7; turn += 1) {
      socket().close()
      again()
    }
    expect(pauses).toEqual([200, 400, 800, 1600, 3000, 3000, 3000])
  })

  it('stops at a door that stays closed', async () => {
    const { transport, socket, pauses } = createHouse()
    socket().open()
    socket().close(refusedCloseCode)
    expect(transport.state()).toBe('refused')
    expect(pauses).toEqual([])
    expect(await transport.request({ id: 3, name: 'proef.ping' })).toEqual(coreGone(3))
  })

  it('passes events on until nobody listens any more', () => {
    const { transport, socket } = createHouse()
    const heard: unknown[] = []
    const stop = transport.onEvent(({ payload }) => heard.push(payload))
    socket().open()
    socket().receive({ kind: 'event', event: { event: 'gesprekken.changed', payload: 1 } })
    stop()
    socket().receive({ kind: 'event', event: { event: 'gesprekken.changed', payload: 2 } })
    expect(heard).toEqual([1])
  })
})
