import type { Bridge } from '../../shared/contract/bridge'
import { transportStateEvent, transportStateSchema, type TransportState } from '../../shared/contract/transport-state'
import type { ClientTransport } from './agent-client'
import { createStateHolder } from './state-holder'

/** The core behind Electron's preload bridge. The main process says how the core's process is doing. */
export const createBridgeTransport = (bridge: Bridge): ClientTransport => {
  // The main process answers from the first moment on; it says so itself when the core behind it does not.
  const holder = createStateHolder<TransportState>('open')
  bridge.onEvent(({ event, payload }) => {
    const state = event === transportStateEvent ? transportStateSchema.safeParse(payload).data : undefined
    if (state !== undefined) holder.set(state)
  })
  return { request: bridge.request, onEvent: bridge.onEvent, state: holder.get, onState: holder.listen }
}
