import { eventChannel, requestChannel } from '../../shared/contract/bridge'
import {
  requestEnvelopeSchema,
  type AgentTransport,
  type EventEnvelope,
  type ReplyEnvelope,
} from '../../shared/contract/envelope'
import type { Logger } from '../../shared/node/logger'

interface Frame {
  readonly url: string
}

/** What we look at of Electron's `IpcMainInvokeEvent`. */
interface Sender {
  readonly senderFrame: Frame | null
  readonly sender: { readonly mainFrame: Frame }
}

/** What we need of Electron's `WebContents`. */
interface Page {
  readonly isDestroyed: () => boolean
  readonly send: (channel: string, event: EventEnvelope) => void
}

interface ElectronIpcOptions {
  readonly ipcMain: {
    readonly handle: (channel: string, handler: (event: Sender, message: unknown) => Promise<ReplyEnvelope>) => void
  }
  readonly transport: AgentTransport
  /** The start of every address that may ask, such as `app://klaar/`. */
  readonly trustedPrefix: string
  /** The pages that hear events. */
  readonly pages: () => readonly Page[]
  readonly logger: Logger
}

/** Only our own page, and only its main frame: an embedded frame or a page from elsewhere has no business with the core. */
export const isTrustedSender = ({ senderFrame, sender }: Sender, trustedPrefix: string): boolean =>
  senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.url.startsWith(trustedPrefix)

/** One channel pair between windows and the core: requests in, events out. Relays envelopes; the core's process checks what is in them. */
export const serveElectronIpc = ({ ipcMain, transport, trustedPrefix, pages, logger }: ElectronIpcOptions): void => {
  ipcMain.handle(requestChannel, async (event, message: unknown): Promise<ReplyEnvelope> => {
    if (!isTrustedSender(event, trustedPrefix)) {
      logger.warn('request from an untrusted frame refused')
      return { id: 0, ok: false, error: { code: 'forbidden', action: 'agent' } }
    }
    const envelope = requestEnvelopeSchema.safeParse(message)
    if (!envelope.success) return { id: 0, ok: false, error: { code: 'validation', field: '', rule: 'envelope' } }
    return transport.request(envelope.data)
  })
  transport.onEvent((event) => {
    for (const page of pages()) {
      if (!page.isDestroyed()) page.send(eventChannel, event)
    }
  })
}
