const loopbackNames: readonly string[] = ['localhost', '127.0.0.1', '[::1]', '::1']

/** Whether an address to listen on is this machine only. */
export const isLoopbackHost = (host: string): boolean => loopbackNames.includes(host)

/** Whether a connection's other end is this machine (`::ffff:` is IPv4 written as IPv6). */
export const isLoopbackAddress = (address: string | undefined): boolean =>
  address !== undefined && (address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address))

/**
 * The Host header names that a server on `host` answers to. A page on the internet that points its own name at this machine (DNS
 * rebinding) fails here. Undefined = any: a server on a wildcard address is known by names that only its network knows.
 */
export const allowedHosts = (host: string): readonly string[] | undefined =>
  host === '0.0.0.0' || host === '::' ? undefined : [...loopbackNames, host]

/** `localhost:4750` -> `localhost`, `[::1]:4750` -> `[::1]`. */
export const hostNameOf = (header: string): string => header.replace(/:\d+$/, '').toLowerCase()
