import type { IncomingMessage, ServerResponse } from 'node:http'
import { securityHeaders } from '../shell/security-headers'
import type { ContentAnswer } from '../shell/static-content'
import { isLocalHost } from '../transport/local-address'

interface HttpContentOptions {
  readonly content: (pathname: string) => Promise<ContentAnswer>
  /** The port this server listens on; known once it does. */
  readonly port: () => number
}

/** Answers every HTTP request of the browser shell: files of the screens, to a browser on this machine, and nothing else. */
export const createHttpContent =
  ({ content, port }: HttpContentOptions) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isLocalHost(request.headers.host, port())) {
      refuse(response, 403)
      return
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405)
      return
    }
    const [pathname = ''] = (request.url ?? '').split('?')
    const { status, headers, body } = await content(pathname)
    response.writeHead(status, { ...headers, 'Content-Length': body.byteLength })
    response.end(request.method === 'HEAD' ? undefined : body)
  }

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { ...securityHeaders, 'Content-Length': 0 })
  response.end()
}
