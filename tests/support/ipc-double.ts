import { eventChannel, requestChannel, type Bridge } from '../../src/shared/contract/bridge'
import { eventEnvelopeSchema, replyEnvelopeSchema, type EventEnvelope } from '../../src/shared/contract/envelope'

interface Frame {
  readonly url: string
}
type Handler = (
  event: { readonly senderFrame: Frame; readonly sender: { readonly mainFrame: Frame } },
  message: unknown,
) => unknown

/** Electron's two ends of a channel pair for a page at `url`: values are cloned on the way, as between its processes. */
export const createIpcDouble = (url: string) => {
  const mainFrame: Frame = { url }
  const handlers = new Map<string, Handler>()
  const listeners = new Set<(event: EventEnvelope) => void>()
  const bridge: Bridge = {
    request: async (envelope) => {
      const handler = handlers.get(requestChannel)
      const reply = await handler?.({ senderFrame: mainFrame, sender: { mainFrame } }, structuredClone(envelope))
      return replyEnvelopeSchema.parse(structuredClone(reply))
    },
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    bridge,
    main: { handle: (channel: string, handler: Handler) => void handlers.set(channel, handler) },
    page: {
      isDestroyed: () => false,
      send: (channel: string, event: unknown) => {
        if (channel !== eventChannel) throw new Error(`unknown channel ${channel}`)
        for (const listener of listeners) listener(eventEnvelopeSchema.parse(structuredClone(event)))
      },
    },
  }
}
