/**
 * The names under which this machine reaches its own web host. A page from elsewhere that points its own host name at 127.0.0.1
 * sends that name along, and is refused.
 */
export const isLocalHost = (host: string | undefined, port: number): boolean =>
  host === `127.0.0.1:${port}` || host === `localhost:${port}`

/** A WebSocket is not bound to its own origin by the browser: the server has to look. */
export const isLocalOrigin = (origin: string | undefined, port: number): boolean =>
  origin?.startsWith('http://') === true && isLocalHost(origin.slice('http://'.length), port)
