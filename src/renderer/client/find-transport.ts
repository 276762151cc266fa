import type { Bridge } from '../../shared/contract/bridge'
import { socketPath } from '../../shared/contract/browser-door'
import type { ClientTransport } from './agent-client'
import { createBridgeTransport } from './bridge-transport'
import { readDoorKey } from './door-key'
import { createWebSocketTransport } from './websocket-transport'

declare global {
  interface Window {
    /** Only in the Electron shell (`bridgeName`). */
    readonly klaarBridge?: Bridge
  }
}

/** The way to the agent core that this shell offers: Electron's preload bridge, else a WebSocket to where the page came from. */
export const findTransport = (page: Window): ClientTransport => {
  if (page.klaarBridge !== undefined) return createBridgeTransport(page.klaarBridge)
  const key = readDoorKey(page)
  return createWebSocketTransport({
    open: () => new WebSocket(`ws://${page.location.host}${socketPath}`),
    hello: key,
    later: (milliseconds, run) => {
      page.setTimeout(run, milliseconds)
    },
  })
}
