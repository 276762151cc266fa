import { beforeEach, describe, expect, it } from 'vitest'
import { createManualTimers } from '../../../../tests/support/manual-timers'
import type { LiveFrame } from '../../../shared/sync-protocol/live'
import { createLiveChannel } from './live-channel'
import type { LiveHandlers, LiveTransport } from './ports'

const createRig = () => {
  const timers = createManualTimers()
  const sockets: {
    readonly transport: LiveTransport
    readonly handlers: LiveHandlers
    readonly sent: LiveFrame[]
    closed: boolean
  }[] = []
  const heard: string[] = []
  let at: string | undefined
  const channel = createLiveChannel({
    clientId: () => 'c',
    at: () => at,
    timers,
    link: {
      openLive: (transport, _request, handlers) => {
        const socket = { transport, handlers, sent: [] as LiveFrame[], closed: false }
        sockets.push(socket)
        return {
          send: (frame) => socket.sent.push(frame),
          close: () => {
            if (socket.closed) return
            socket.closed = true
            handlers.onClose()
          },
        }
      },
    },
  })
  channel.listen({
    onOpen: () => heard.push('open'),
    onPoke: () => heard.push('poke'),
    onDelta: ({ to }) => heard.push(`delta ${to}`),
    onRehello: () => heard.push('rehello'),
    onDrain: (retryAfterMs) => heard.push(`drain ${String(retryAfterMs)}`),
    onClose: () => heard.push('close'),
  })
  const socket = (index: number) => {
    const found = sockets[index]
    if (found === undefined) throw new Error(`no socket ${index}`)
    return found
  }
  return { timers, channel, heard, sockets, socket, moveTo: (cursor: string | undefined) => (at = cursor) }
}

describe('the live channel', () => {
  let rig: ReturnType<typeof createRig>
  beforeEach(() => {
    rig = createRig()
    rig.channel.ensureOpen()
  })
  /** A socket that opens and hears something. */
  const openAndHear = (index: number) => {
    rig.socket(index).handlers.onOpen()
    rig.socket(index).handlers.onFrame({ kind: 'pong' })
  }
  /** Fails to open and lets the rest pass, as often as given. */
  const failToOpen = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      rig.sockets.at(-1)?.handlers.onClose()
      await rig.timers.pass(1_000)
      rig.channel.ensureOpen()
    }
  }

  it('has one socket at a time and passes on what the server says', () => {
    const { channel, socket, sockets, heard } = rig
    channel.ensureOpen()
    expect(sockets).toHaveLength(1)
    expect(channel.isOpen()).toBe(false)
    socket(0).handlers.onOpen()
    socket(0).handlers.onFrame({ kind: 'poke' })
    socket(0).handlers.onFrame({ kind: 'delta', from: '1', to: '2', rows: [] })
    socket(0).handlers.onFrame({ kind: 'rehello' })
    socket(0).handlers.onFrame({ kind: 'ping' })
    expect(channel.isOpen()).toBe(true)
    expect(heard).toEqual(['open', 'poke', 'delta 2', 'rehello'])
    expect(socket(0).sent).toEqual([{ kind: 'pong' }])
  })

  it('says where the desk is at opening and whenever that changed, never twice the same', () => {
    rig.moveTo('7')
    rig.socket(0).handlers.onOpen()
    rig.channel.tellAt()
    rig.moveTo(undefined)
    rig.channel.tellAt()
    rig.moveTo('9')
    rig.channel.tellAt()
    expect(rig.socket(0).sent).toEqual([
      { kind: 'at', cursor: '7' },
      { kind: 'at', cursor: '9' },
    ])
  })

  it('gives up a socket on which nothing was heard for 30 seconds, and takes a breath before the next one', async () => {
    const { channel, socket, sockets, timers, heard } = rig
    openAndHear(0)
    await timers.pass(29_999)
    expect(socket(0).sent).toEqual([{ kind: 'ping' }])
    expect(socket(0).closed).toBe(false)
    await timers.pass(1)
    expect(socket(0).closed).toBe(true)
    expect(heard).toEqual(['open', 'close'])
    channel.ensureOpen()
    expect(sockets).toHaveLength(1)
    await timers.pass(1_000)
    channel.ensureOpen()
    expect(sockets).toHaveLength(2)
  })

  it('keeps a socket that answers', async () => {
    rig.socket(0).handlers.onOpen()
    for (let minute = 0; minute < 4; minute += 1) {
      await rig.timers.pass(15_000)
      rig.socket(0).handlers.onFrame({ kind: 'pong' })
    }
    expect(rig.channel.isOpen()).toBe(true)
  })

  it('says nothing about a socket that never opened, so that trying does not become a storm', () => {
    rig.socket(0).handlers.onClose()
    expect(rig.heard).toEqual([])
  })

  it('falls back when a way does not open three times in a row, and to the last resort after that', async () => {
    await failToOpen(2)
    expect(rig.sockets.at(-1)?.transport).toBe('websocket')
    await failToOpen(1)
    expect(rig.sockets.at(-1)?.transport).toBe('sse')
    await failToOpen(3)
    expect(rig.sockets.at(-1)?.transport).toBe('poll')
  })

  it('also falls back when sockets open but let nothing through', async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      rig.sockets.at(-1)?.handlers.onOpen()
      await rig.timers.pass(31_000)
      rig.channel.ensureOpen()
    }
    expect(rig.sockets.at(-1)?.transport).toBe('sse')
  })

  it('does not count two failures that lie on both sides of a success', async () => {
    await failToOpen(2)
    openAndHear(2)
    rig.socket(2).handlers.onClose()
    await rig.timers.pass(1_000)
    rig.channel.ensureOpen()
    await failToOpen(2)
    expect(rig.sockets.at(-1)?.transport).toBe('websocket')
  })

  it('tries the fastest way again later, and is back on the slow one after a single failure', async () => {
    await failToOpen(3)
    const slow = rig.sockets.length - 1
    openAndHear(slow)
    expect(rig.channel.transport()).toBe('sse')
    const hearing = async () => {
      for (let passed = 0; passed < 600_000; passed += 20_000) {
        await rig.timers.pass(20_000)
        rig.socket(slow).handlers.onFrame({ kind: 'ping' })
      }
    }
    await hearing()
    expect(rig.socket(slow).closed).toBe(true)
    await rig.timers.pass(1_000)
    rig.channel.ensureOpen()
    expect(rig.sockets.at(-1)?.transport).toBe('websocket')
    await failToOpen(1)
    expect(rig.sockets.at(-1)?.transport).toBe('sse')
  })

  it('stays away as long as a server asks that is about to stop', async () => {
    openAndHear(0)
    rig.socket(0).handlers.onFrame({ kind: 'drain', retryAfterMs: 4_000 })
    expect(rig.socket(0).closed).toBe(true)
    expect(rig.heard).toEqual(['open', 'drain 4000'])
    await rig.timers.pass(3_999)
    rig.channel.ensureOpen()
    expect(rig.sockets).toHaveLength(1)
    await rig.timers.pass(1)
    rig.channel.ensureOpen()
    expect(rig.sockets).toHaveLength(2)
  })

  it('drops a channel unconditionally after sleep, opens the next without rest, and hears no more of the old one', () => {
    openAndHear(0)
    rig.channel.reconnect()
    rig.channel.ensureOpen()
    expect(rig.socket(0).closed).toBe(true)
    expect(rig.sockets).toHaveLength(2)
    rig.socket(0).handlers.onFrame({ kind: 'poke' })
    rig.socket(0).handlers.onOpen()
    expect(rig.heard).toEqual(['open'])
    expect(rig.channel.isOpen()).toBe(false)
  })

  it('does not open again after the end', () => {
    rig.channel.close()
    rig.channel.ensureOpen()
    expect(rig.sockets).toHaveLength(1)
    expect(rig.socket(0).closed).toBe(true)
    expect(rig.timers.waiting()).toEqual([])
  })
})
