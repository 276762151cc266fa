import { isIPv6 } from 'node:net'

const loopbackNames: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** An address to listen on as it stands in a URL, the way clients write it: `FD00:0::1` -> `[fd00::1]`. */
const urlNameOf = (host: string): string => {
  // The zone behind a % says which network card to use; no client sends it along.
  const [address = ''] = host.split('%')
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname : host.toLowerCase()
}

/** Whether an address to listen on is this machine only. */
export const isLoopbackHost = (host: string): boolean => loopbackNames.includes(urlNameOf(host))

/** Whether a connection's other end is this machine (`::ffff:` is IPv4 written as IPv6). */
export const isLoopbackAddress = (address: string | undefined): boolean =>
  address !== undefined && (address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address))

/**
 * Whether a server that listens on `host` answers to this Host header. A page on the internet that points its own name at this machine
 * (DNS rebinding) fails here. A server on a wildcard address is known by names that only its network knows, and answers to all.
 */
export const answersTo = (host: string, header: string | undefined): boolean => {
  const own = urlNameOf(host)
  if (own === '0.0.0.0' || own === '[::]') return true
  const asked = (header ?? '').replace(/:\d+$/, '').toLowerCase()
  return asked === own || loopbackNames.includes(asked)
}
