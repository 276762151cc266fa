import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { ServerLink } from '../../src/main/core/sync/ports'
import { AppFailure, type AppError } from '../../src/shared/kernel/result'

/** What answers over the real wire what a link answers in memory, for a core that opens its own connections. */
export interface ModelHttp {
  readonly url: string
  /** From now on every call is refused with this; undefined = no more. */
  readonly refuse: (error: AppError | undefined) => void
  readonly close: () => Promise<void>
}

const prefix = '/sync/v1/'

export const openModelHttp = async (link: ServerLink): Promise<ModelHttp> => {
  let refusal: AppError | undefined
  const answers: Readonly<Record<string, (body: never) => Promise<unknown>>> = {
    hello: link.hello,
    pull: link.pull,
    push: link.push,
    purged: async (request: never) => {
      await link.purged(request)
      return {}
    },
    'claim-next': link.claimNext,
    klantbeeld: link.klantbeeld,
  }
  const snapshot = async (url: URL, response: ServerResponse): Promise<void> => {
    const scope = decodeURIComponent(url.pathname.slice(`${prefix}snapshot/`.length))
    for await (const line of link.snapshot(scope, url.searchParams.get('after') ?? undefined))
      response.write(`${JSON.stringify(line)}\n`)
    response.end()
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1')
    if (refusal !== undefined) throw new AppFailure(refusal)
    if (url.pathname.startsWith(`${prefix}snapshot/`)) {
      await snapshot(url, response)
      return
    }
    const handler = answers[url.pathname.slice(prefix.length)]
    if (handler === undefined) throw new AppFailure({ code: 'not_found', what: 'route' })
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = await handler(JSON.parse(Buffer.concat(chunks).toString('utf8')) as never)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const told = error instanceof AppFailure ? error.error : { code: 'internal', logId: 'proef' }
      const problem = { type: 'about:blank', title: told.code, status: 400, error: told }
      response.writeHead(400, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem))
    })
  })
  // No live channel: a desk that never gets one still converges.
  server.on('upgrade', (_request, socket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${String(port)}`,
    refuse: (error) => {
      refusal = error
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
