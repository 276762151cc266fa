import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect as connectTo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, type ClientOptions } from 'ws'
import { refusedCloseCode, socketPath } from '../../shared/contract/browser-door'
import { silentLogger } from '../../shared/node/logger'
import { createStartGate } from './start-gate'
import { serveWebSocket } from './websocket'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const openHost = async () => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const gate = createStartGate()
  const close = serveWebSocket({
    server,
    port,
    gate,
    transport: {
      request: ({ id, name }) => Promise.resolve({ id, ok: true, value: name }),
      onEvent: () => () => undefined,
    },
    greeting: () => ({ event: 'transport.state', payload: 'open' }),
    logger: silentLogger,
  })
  closers.push(() => {
    close()
    server.close()
  })
  const connect = ({ path = socketPath, ...options }: ClientOptions & { readonly path?: string } = {}) =>
    new WebSocket(`ws://127.0.0.1:${port}${path}`, { origin: `http://127.0.0.1:${port}`, ...options })
  return { server, port, gate, connect }
}

const session = 's'.repeat(64)
const firstMessage = async (socket: WebSocket): Promise<unknown> => {
  const [data] = (await once(socket, 'message')) as [Buffer]
  return JSON.parse(data.toString('utf8'))
}
const closeCode = async (socket: WebSocket): Promise<number> => {
  const [code] = (await once(socket, 'close')) as [number]
  return code
}
const admitted = async (host: Awaited<ReturnType<typeof openHost>>): Promise<WebSocket> => {
  const socket = host.connect()
  await once(socket, 'open')
  socket.send(JSON.stringify({ start: host.gate.token, session }))
  expect(await firstMessage(socket)).toEqual({ kind: 'event', event: { event: 'transport.state', payload: 'open' } })
  return socket
}

describe('the socket of the browser shell', () => {
  it.each([
    { from: 'a page from elsewhere', options: { origin: 'https://example.org' } },
    { from: 'a page of another port', options: { origin: 'http://127.0.0.1:1' } },
    { from: 'a program that does not say where it comes from', options: { origin: '' } },
    { from: 'a host name that was made to point here', options: { headers: { host: 'evil.example' } } },
    { from: 'another path', options: { path: '/elders' } },
  ])('refuses $from', async ({ options }) => {
    const { connect } = await openHost()
    const socket = connect(options)
    const [error] = (await once(socket, 'error')) as [Error]
    expect(error.message).toContain('403')
  })

  it('survives whoever is refused and cuts the line', async () => {
    const host = await openHost()
    const accepted = once(host.server, 'connection') as Promise<[Socket]>
    const line = connectTo(host.port, '127.0.0.1')
    line.write(`GET /elders HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)
    const [[answer], [held]] = await Promise.all([once(line, 'data') as Promise<[Buffer]>, accepted])
    expect(answer.toString()).toContain('403')
    // Not `once`: that listens for errors too, and whether somebody does is what this is about.
    const cut = new Promise((resolve) => held.on('close', resolve))
    line.resetAndDestroy()
    await cut
    await admitted(host)
  })

  it('answers whoever was admitted, in several tabs', async () => {
    const host = await openHost()
    await admitted(host)
    const tab = host.connect()
    await once(tab, 'open')
    tab.send(JSON.stringify({ session }))
    expect(await firstMessage(tab)).toMatchObject({ kind: 'event' })
    tab.send(JSON.stringify({ id: 5, name: 'proef.ping' }))
    expect(await firstMessage(tab)).toEqual({ kind: 'reply', reply: { id: 5, ok: true, value: 'proef.ping' } })
  })

  it.each([
    {
      what: 'a start link that somebody else has used',
      hello: (token: string) => ({ start: token, session: 'x'.repeat(64) }),
    },
    { what: 'no start link', hello: () => ({ session: 'x'.repeat(64) }) },
    { what: 'something that is no hello', hello: () => ({ id: 1, name: 'proef.ping' }) },
  ])('shows the door to $what', async ({ hello }) => {
    const host = await openHost()
    await admitted(host)
    const socket = host.connect()
    await once(socket, 'open')
    socket.send(JSON.stringify(hello(host.gate.token)))
    expect(await closeCode(socket)).toBe(refusedCloseCode)
  })

  it('closes on a message that is larger than anything a screen sends', async () => {
    const socket = await admitted(await openHost())
    socket.send(JSON.stringify({ id: 1, name: 'proef.ping', input: 'x'.repeat(5 * 1024 * 1024) }))
    expect(await closeCode(socket)).toBe(1009)
  })

  it('closes on a message that is no envelope', async () => {
    const socket = await admitted(await openHost())
    socket.send('onzin')
    expect(await closeCode(socket)).toBe(1008)
  })
})
