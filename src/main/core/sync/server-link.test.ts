import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLogger } from '../../../shared/node/logger'
import type { LiveFrame } from '../../../shared/sync-protocol/live'
import type { LiveTransport, ServerLink } from './ports'
import { createServerLink } from './server-link'

const clientId = '11111111-1111-4111-8111-111111111111'
const problem = (error: object) => JSON.stringify({ type: 'about:blank', title: 'x', status: 503, error })

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

describe('the way to the server', () => {
  let server: Server
  let link: ServerLink
  let handler: Handler
  const asked: string[] = []

  beforeEach(async () => {
    asked.length = 0
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')))
      request.on('end', () => {
        asked.push(`${request.method ?? ''} ${request.url ?? ''} ${body}`)
        handler(request, response, body)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    link = createServerLink({
      serverUrl: `http://127.0.0.1:${String(port)}`,
      token: () => 'token',
      logger: silentLogger,
    })
  })
  afterEach(async () => {
    link.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  const refuse = (status: number, headers: Record<string, string>, body: string) => {
    handler = (_request, response) => {
      response.writeHead(status, headers).end(body)
    }
  }
  const errorOf = (call: Promise<unknown>) => call.then(() => undefined).catch((error: unknown) => error)
  const purged = () => errorOf(link.purged({ clientId, scopes: ['t'] }))

  it.each([
    ['the words of the server', 503, {}, problem({ code: 'busy', retryAfterSeconds: 3 }), 3],
    ['its header', 503, { 'retry-after': '7' }, problem({ code: 'busy', retryAfterSeconds: 3 }), 7],
    ['a proxy in between', 503, { 'retry-after': '9' }, '<html>', 9],
    ['a proxy that limits', 429, {}, '<html>', 5],
  ])('hears from %s how long to wait', async (_who, status, headers, body, retryAfterSeconds) => {
    refuse(status, headers, body)
    expect(await purged()).toMatchObject({ error: { code: 'busy', retryAfterSeconds } })
  })

  it('calls anything that does not speak our protocol no connection', async () => {
    refuse(503, {}, '<html>')
    expect(await purged()).toMatchObject({ error: { code: 'offline' } })
    refuse(200, { 'content-type': 'text/html' }, '<html>')
    expect(await purged()).toMatchObject({ error: { code: 'offline' } })
  })

  it('takes a new connection for every call: one that was kept may be dead after sleep', async () => {
    const ports = new Set<unknown>()
    handler = (request, response) => {
      ports.add(request.socket.remotePort)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    }
    for (let call = 0; call < 5; call += 1) await link.purged({ clientId, scopes: ['t'] })
    expect(ports.size).toBe(5)
  })

  it('sends what the server asks for', async () => {
    refuse(200, { 'content-type': 'application/json' }, '{}')
    await link.purged({ clientId, scopes: ['afd:x'] })
    expect(asked).toEqual([`POST /sync/v1/purged {"clientId":"${clientId}","scopes":["afd:x"]}`])
    refuse(200, { 'content-type': 'application/json' }, '{"notitieId":null}')
    expect(await link.claimNext({ clientId, requestId: clientId, afdelingId: null })).toEqual({ notitieId: null })
  })

  /** Opens a channel and remembers what it says. */
  const open = (transport: LiveTransport, at: () => string | undefined = () => '5') => {
    const said: string[] = []
    const waiting: (() => void)[] = []
    const say = (what: string) => {
      said.push(what)
      for (const check of waiting) check()
    }
    const connection = link.openLive(
      transport,
      { clientId, at },
      {
        onOpen: () => {
          say('open')
        },
        onFrame: (frame: LiveFrame) => {
          say(frame.kind)
        },
        onClose: () => {
          say('close')
        },
      },
    )
    const until = (what: string) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (said.includes(what)) resolve()
        }
        waiting.push(check)
        check()
      })
    return { connection, said, until }
  }

  it('reads server-sent events, leaves strange ones aside, and tells the cursor by a call of its own', async () => {
    const told = new Promise<string>((resolve) => {
      handler = (request, response, body) => {
        if (request.method === 'POST') {
          response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
          resolve(body)
          return
        }
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write(': here\n\ndata: {"kind":"poke"}\n\ndata: {"kind":"of a newer server"}\n\ndata: half')
        response.write('...\n\ndata: {"kind":"ping"}\n\n')
      }
    })
    const { connection, said, until } = open('sse')
    await until('ping')
    expect(said).toEqual(['open', 'pong', 'poke', 'ping'])
    connection.send({ kind: 'pong' })
    connection.send({ kind: 'at', cursor: '8' })
    expect(JSON.parse(await told)).toEqual({ clientId, cursor: '8' })
    expect(asked).toHaveLength(2)
    expect(asked[0]).toContain(`/sync/v1/live/events?clientId=${clientId}&at=5`)
    connection.close()
    await until('close')
  })

  it.each(['websocket', 'sse', 'poll'] as const)('says "close" once when %s is refused', async (transport) => {
    refuse(404, {}, '')
    const { said, until } = open(transport)
    await until('close')
    expect(said).toEqual(['close'])
  })

  it('asks again after each answer, from where the desk is then', async () => {
    let cursor = '5'
    let answers = 0
    handler = (_request, response) => {
      answers += 1
      if (answers > 2) return
      cursor = String(5 + answers)
      const frames = answers === 1 ? '{"kind":"delta","from":"5","to":"6","rows":[]}' : ''
      response.writeHead(200, { 'content-type': 'application/json' }).end(`{"frames":[${frames}]}`)
    }
    const { connection, said, until } = open('poll', () => cursor)
    await until('delta')
    await vi.waitUntil(() => asked.length >= 3)
    expect(said).toEqual(['open', 'pong', 'delta', 'pong'])
    expect(asked.map((line) => (JSON.parse(line.split(' ')[2] ?? '') as { at: string }).at)).toEqual(['5', '6', '7'])
    connection.close()
    await until('close')
  })

  it('does not ask for the same news again before the desk has pulled, and then at once', async () => {
    let cursor = '5'
    handler = (_request, response) => {
      if (asked.length <= 2) response.writeHead(200).end('{"frames":[{"kind":"poke"}]}')
    }
    const { connection, until } = open('poll', () => cursor)
    await until('poke')
    // Another call goes there and back meanwhile.
    await purged()
    expect(asked.filter((line) => line.includes('/poll'))).toHaveLength(1)
    cursor = '6'
    connection.send({ kind: 'at', cursor })
    await vi.waitUntil(() => asked.length >= 3)
    expect(asked[2]).toContain('"at":"6"')
    connection.close()
    await until('close')
  })

  it('breaks a held request off when the desk moved by itself', async () => {
    let cursor = '5'
    handler = () => undefined
    const { connection, until } = open('poll', () => cursor)
    await vi.waitUntil(() => asked.length >= 1)
    await until('open')
    cursor = '9'
    connection.send({ kind: 'at', cursor })
    await vi.waitUntil(() => asked.length >= 2)
    expect(asked[1]).toContain('"at":"9"')
    connection.close()
    await until('close')
  })
})
