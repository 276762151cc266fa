import type { Protocol } from 'electron'
import type { ContentAnswer } from '../shell/static-content'
import { appOrigin, appScheme } from './app-address'

/** Before Electron is ready: makes `app://` an ordinary secure origin, so that storage, modules and the security policy work as on the web. */
export const registerAppScheme = (protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Answers for one request under `app://`; anything but a plain read of our own host is not found. */
export const createAppHandler =
  (content: (pathname: string) => Promise<ContentAnswer>) =>
  async (request: Pick<Request, 'method' | 'url'>): Promise<Response> => {
    const { protocol, host, pathname } = new URL(request.url)
    const known = `${protocol}//${host}` === appOrigin && request.method === 'GET'
    // An address that is in no list gives the same answer, with the same headers, as one from elsewhere.
    const { status, headers, body } = await content(known ? pathname : '')
    return new Response(Buffer.from(body), { status, headers })
  }
