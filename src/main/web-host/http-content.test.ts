import { once } from 'node:events'
import { createServer, request, type IncomingMessage } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpContent } from './http-content'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const openHost = async () => {
  let port = 0
  const asked: string[] = []
  const answer = createHttpContent({
    content: (pathname) => {
      asked.push(pathname)
      return Promise.resolve({ status: 200, headers: { 'X-Proef': 'ja' }, body: Buffer.from('hallo') })
    },
    port: () => port,
  })
  const server = createServer((incoming, response) => void answer(incoming, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close())
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
  const ask = async (path: string, options: { readonly host?: string; readonly method?: string } = {}) => {
    const { host = `127.0.0.1:${port}`, method = 'GET' } = options
    const outgoing = request({ port, host: '127.0.0.1', path, method, headers: { host }, agent: false }).end()
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    const chunks: Buffer[] = []
    for await (const chunk of response) chunks.push(chunk as Buffer)
    return { status: response.statusCode, body: Buffer.concat(chunks).toString('utf8') }
  }
  return { ask, asked }
}

describe('the pages of the browser shell', () => {
  it('are served to this machine, whatever stands behind the question mark', async () => {
    const { ask, asked } = await openHost()
    expect(await ask('/assets/a.js?v=1')).toEqual({ status: 200, body: 'hallo' })
    expect(asked).toEqual(['/assets/a.js'])
  })

  it('have heads without bodies', async () => {
    const { ask } = await openHost()
    expect(await ask('/', { method: 'HEAD' })).toEqual({ status: 200, body: '' })
  })

  it('are refused under a host name that was made to point here', async () => {
    const { ask, asked } = await openHost()
    expect(await ask('/', { host: 'evil.example' })).toEqual({ status: 403, body: '' })
    expect(asked).toEqual([])
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('cannot be changed with %s', async (method) => {
    const { ask } = await openHost()
    expect(await ask('/', { method })).toEqual({ status: 405, body: '' })
  })
})
