import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { isTrustedSender, serveElectronIpc } from '../../src/main/transport/electron-ipc'
import { createProcessTransport, serveProcessChannel } from '../../src/main/transport/process-channel'
import { serveContract, type ServeEnvelope } from '../../src/main/transport/serve-contract'
import { createStartGate } from '../../src/main/transport/start-gate'
import { serveWebSocket } from '../../src/main/transport/websocket'
import { createBridgeTransport } from '../../src/renderer/client/bridge-transport'
import { createWebSocketTransport } from '../../src/renderer/client/websocket-transport'
import { eventChannel } from '../../src/shared/contract/bridge'
import { socketPath } from '../../src/shared/contract/browser-door'
import { command, query } from '../../src/shared/contract/define-contract'
import type { AgentTransport, EventEnvelope } from '../../src/shared/contract/envelope'
import { AppFailure, fail, ok } from '../../src/shared/kernel/result'
import { createChannelPair } from '../support/channel-pair'
import { createIpcDouble } from '../support/ipc-double'
import { createRecordingLogger } from '../support/recording-logger'

// One contract, every way in: what a screen gets may not depend on the shell it happens to run in.

const contract = {
  'proef.ping': query(z.undefined(), z.literal('pong')),
  'proef.roep': query(z.strictObject({ tekst: z.string().max(2_000_000) }), z.string()),
  'proef.weiger': command(z.undefined(), z.null()),
  'proef.schijfVol': command(z.undefined(), z.null()),
  'proef.kapot': command(z.strictObject({ geheim: z.string() }), z.null()),
  'proef.nooit': query(z.undefined(), z.null()),
}

const createProef = () => {
  const recording = createRecordingLogger()
  const listeners = new Set<(event: EventEnvelope) => void>()
  const handlers = {
    'proef.ping': () => ok('pong' as const),
    'proef.roep': ({ tekst }: { readonly tekst: string }) => Promise.resolve(ok(`${tekst}!`)),
    'proef.weiger': () => fail({ code: 'conflict', reason: 'too_many', current: null }),
    'proef.schijfVol': () => {
      throw new AppFailure({ code: 'storage_full' })
    },
    'proef.kapot': ({ geheim }: { readonly geheim: string }) => {
      throw new Error(`kan niet: ${geheim}`)
    },
    'proef.nooit': () => new Promise<never>(() => undefined),
  }
  return {
    serve: serveContract(handlers, contract, { logger: recording.logger, checkOutputs: true }),
    onEvent: (listener: (event: EventEnvelope) => void) => void listeners.add(listener),
    emit: (event: EventEnvelope) => {
      for (const listener of listeners) listener(event)
    },
    logger: recording.logger,
    lines: recording.lines,
  }
}
type Proef = ReturnType<typeof createProef>

interface OpenTransport {
  readonly transport: AgentTransport
  /** The core's process falls. */
  readonly fall: () => void
  readonly close: () => void
}

const overProcessChannel = ({ serve, onEvent }: Pick<Proef, 'serve' | 'onEvent'>): OpenTransport => {
  const pair = createChannelPair()
  serveProcessChannel(pair.child, () => Promise.resolve({ serve, onEvent }))
  return { transport: createProcessTransport(pair.parent, { start: true }), fall: pair.exit, close: () => undefined }
}

const overElectronIpc = (proef: Proef): OpenTransport => {
  const behind = overProcessChannel(proef)
  const ipc = createIpcDouble('app://klaar/')
  serveElectronIpc({
    ipcMain: ipc.main,
    transport: behind.transport,
    trustedPrefix: 'app://klaar/',
    pages: () => [ipc.page],
    logger: proef.logger,
  })
  return { ...behind, transport: createBridgeTransport(ipc.bridge) }
}

const overWebSocket = async (proef: Proef): Promise<OpenTransport> => {
  const behind = overProcessChannel(proef)
  const server = createServer()
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  const gate = createStartGate()
  const closeSockets = serveWebSocket({
    server,
    port,
    transport: behind.transport,
    gate,
    greeting: () => ({ event: 'transport.state', payload: 'open' }),
    logger: proef.logger,
  })
  const transport = createWebSocketTransport({
    open: () => new WebSocket(`ws://127.0.0.1:${port}${socketPath}`, { origin: `http://127.0.0.1:${port}` }),
    hello: { start: gate.token, session: 'a'.repeat(64) },
    later: () => undefined,
  })
  return {
    ...behind,
    transport,
    close: () => {
      closeSockets()
      server.close()
    },
  }
}

const shells: readonly {
  readonly name: string
  readonly open: (proef: Proef) => OpenTransport | Promise<OpenTransport>
}[] = [
  { name: 'process channel', open: overProcessChannel },
  { name: 'Electron IPC', open: overElectronIpc },
  { name: 'WebSocket', open: overWebSocket },
]

const direct = (serve: ServeEnvelope, { onEvent }: Proef): OpenTransport => ({
  transport: { request: serve, onEvent: (listener) => (onEvent(listener), () => undefined) },
  fall: () => undefined,
  close: () => undefined,
})

const closers: (() => void)[] = []
const opened = async (open: (proef: Proef) => OpenTransport | Promise<OpenTransport>) => {
  const proef = createProef()
  const made = await open(proef)
  closers.push(made.close)
  return { proef, ...made }
}
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

describe.each([{ name: 'in process', open: (proef: Proef) => direct(proef.serve, proef) }, ...shells])(
  'the contract over $name',
  ({ open }) => {
    it('answers an operation without input', async () => {
      const { transport } = await opened(open)
      expect(await transport.request({ id: 7, name: 'proef.ping', input: undefined })).toEqual({
        id: 7,
        ok: true,
        value: 'pong',
      })
    })

    it('answers each of many requests with its own answer', async () => {
      const { transport } = await opened(open)
      const replies = await Promise.all(
        Array.from({ length: 50 }, (_, id) =>
          transport.request({ id, name: 'proef.roep', input: { tekst: `a${id}` } }),
        ),
      )
      expect(replies).toEqual(replies.map((_, id) => ({ id, ok: true, value: `a${id}!` })))
    })

    it('names the field that does not fit, and never its value', async () => {
      const { transport } = await opened(open)
      const reply = await transport.request({ id: 1, name: 'proef.roep', input: { tekst: 1234 } })
      expect(reply).toEqual({ id: 1, ok: false, error: { code: 'validation', field: 'tekst', rule: 'invalid_type' } })
    })

    it.each(['proef.bestaatNiet', '__proto__', 'constructor', 'toString', ''])(
      'knows no operation %j',
      async (name) => {
        const { transport } = await opened(open)
        const reply = await transport.request({ id: 1, name, input: undefined })
        expect(reply).toEqual({ id: 1, ok: false, error: { code: 'not_found', what: 'operation' } })
      },
    )

    it('passes an expected failure on as it is', async () => {
      const { transport } = await opened(open)
      const reply = await transport.request({ id: 1, name: 'proef.weiger', input: undefined })
      expect(reply).toEqual({ id: 1, ok: false, error: { code: 'conflict', reason: 'too_many', current: null } })
    })

    it('turns a failure that was thrown into its error', async () => {
      const { transport } = await opened(open)
      const reply = await transport.request({ id: 1, name: 'proef.schijfVol', input: undefined })
      expect(reply).toEqual({ id: 1, ok: false, error: { code: 'storage_full' } })
    })

    it('reports a bug under a log id, without what somebody typed', async () => {
      const { transport, proef } = await opened(open)
      const reply = await transport.request({ id: 1, name: 'proef.kapot', input: { geheim: 'kanarie' } })
      const [line] = proef.lines()
      expect(reply).toEqual({ id: 1, ok: false, error: { code: 'internal', logId: line?.['logId'] } })
      expect(line).toMatchObject({ operation: 'proef.kapot', bug: { name: 'Error' } })
      expect(JSON.stringify([reply, proef.lines()])).not.toContain('kanarie')
    })

    it('carries a megabyte there and back', async () => {
      const { transport } = await opened(open)
      const tekst = 'é'.repeat(1_000_000)
      const reply = await transport.request({ id: 1, name: 'proef.roep', input: { tekst } })
      expect(reply).toEqual({ id: 1, ok: true, value: `${tekst}!` })
    })

    it('brings events, in order', async () => {
      const { transport, proef } = await opened(open)
      const heard: unknown[] = []
      transport.onEvent(({ payload }) => heard.push(payload))
      await transport.request({ id: 1, name: 'proef.ping', input: undefined })
      for (const payload of [1, 2, 3]) proef.emit({ event: 'proef.changed', payload })
      await expect.poll(() => heard).toEqual([1, 2, 3])
    })
  },
)

describe.each(shells)('a core that falls behind $name', ({ open }) => {
  it('leaves nobody waiting: what is under way and what comes later is answered', async () => {
    const { transport, fall } = await opened(open)
    await transport.request({ id: 1, name: 'proef.ping', input: undefined })
    const underWay = transport.request({ id: 2, name: 'proef.nooit', input: undefined })
    // Requests keep their order: once this one is answered, the one before it has reached the core.
    await transport.request({ id: 3, name: 'proef.ping', input: undefined })
    fall()
    expect(await underWay).toEqual({ id: 2, ok: false, error: { code: 'core_gone' } })
    expect(await transport.request({ id: 4, name: 'proef.ping', input: undefined })).toEqual({
      id: 4,
      ok: false,
      error: { code: 'core_gone' },
    })
  })
})

describe('who may ask over Electron IPC', () => {
  const mainFrame = { url: 'app://klaar/' }
  it.each([
    { who: 'our page', senderFrame: mainFrame, sender: { mainFrame }, trusted: true },
    { who: 'a frame inside our page', senderFrame: { url: 'app://klaar/' }, sender: { mainFrame }, trusted: false },
    { who: 'a page from elsewhere', ...pageOf('https://example.org/'), trusted: false },
    { who: 'a host that begins like ours', ...pageOf('app://klaar.example/'), trusted: false },
    { who: 'a frame that is gone', senderFrame: null, sender: { mainFrame }, trusted: false },
  ])('$who: $trusted', ({ senderFrame, sender, trusted }) => {
    expect(isTrustedSender({ senderFrame, sender }, 'app://klaar/')).toBe(trusted)
  })

  it('refuses before anything reaches the core', async () => {
    const proef = createProef()
    const ipc = createIpcDouble('https://example.org/')
    const asked: unknown[] = []
    serveElectronIpc({
      ipcMain: ipc.main,
      transport: {
        request: ({ id }) => {
          asked.push(id)
          return Promise.resolve({ id, ok: true, value: null })
        },
        onEvent: () => () => undefined,
      },
      trustedPrefix: 'app://klaar/',
      pages: () => [],
      logger: proef.logger,
    })
    expect(await ipc.bridge.request({ id: 1, name: 'proef.ping' })).toMatchObject({ error: { code: 'forbidden' } })
    expect(asked).toEqual([])
  })

  it('sends events to open pages only, on one channel', () => {
    const ipc = createIpcDouble('app://klaar/')
    const proef = createProef()
    const closed = { isDestroyed: () => true, send: () => expect.unreachable() }
    const channels: string[] = []
    const page = { isDestroyed: () => false, send: (channel: string) => void channels.push(channel) }
    serveElectronIpc({
      ipcMain: ipc.main,
      transport: { ...direct(proef.serve, proef).transport },
      trustedPrefix: 'app://klaar/',
      pages: () => [closed, page],
      logger: proef.logger,
    })
    proef.emit({ event: 'proef.changed', payload: null })
    expect(channels).toEqual([eventChannel])
  })
})

function pageOf(url: string) {
  const mainFrame = { url }
  return { senderFrame: mainFrame, sender: { mainFrame } }
}
