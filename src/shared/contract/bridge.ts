import type { AgentTransport } from './envelope'

/** Under this name, which no element of a page has as its id, the preload script puts an `AgentTransport` on `window` in the Electron shell. */
export const bridgeName = 'klaarBridge'
export type Bridge = AgentTransport

/** The only two channels between a window and the main process. */
export const requestChannel = 'agent:request'
export const eventChannel = 'agent:event'
