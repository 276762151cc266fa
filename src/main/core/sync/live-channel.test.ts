import { describe, expect, it } from 'vitest'
import { createManualTimers } from '../../../../tests/support/manual-timers'
import type { LiveFrame } from '../../../shared/sync-protocol/live'
import { createLiveChannel } from './live-channel'
import type { LiveHandlers } from './ports'

const createRig = () => {
  const timers = createManualTimers()
  const sockets: { readonly handlers: LiveHandlers; readonly sent: LiveFrame[]; closed: boolean }[] = []
  const heard: string[] = []
  const channel = createLiveChannel({
    clientId: () => 'c',
    timers,
    link: {
      openLive: (_clientId, handlers) => {
        const socket = { handlers, sent: [] as LiveFrame[], closed: false }
        sockets.push(socket)
        return {
          send: (frame) => socket.sent.push(frame),
          close: () => {
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
    onRehello: () => heard.push('rehello'),
    onClose: () => heard.push('close'),
  })
  const socket = (index: number) => {
    const found = sockets[index]
    if (found === undefined) throw new Error(`no socket ${index}`)
    return found
  }
  return { timers, channel, heard, sockets, socket }
}

describe('the live channel', () => {
  it('has one socket at a time and passes on what the server says', () => {
    const { channel, socket, sockets, heard } = createRig()
    channel.ensureOpen()
    channel.ensureOpen()
    expect(sockets).toHaveLength(1)
    expect(channel.isOpen()).toBe(false)
    socket(0).handlers.onOpen()
    socket(0).handlers.onFrame({ kind: 'poke' })
    socket(0).handlers.onFrame({ kind: 'rehello' })
    socket(0).handlers.onFrame({ kind: 'ping' })
    expect(channel.isOpen()).toBe(true)
    expect(heard).toEqual(['open', 'poke', 'rehello'])
    expect(socket(0).sent).toEqual([{ kind: 'pong' }])
  })

  it('gives up a socket that stays silent, and takes a breath before the next one', async () => {
    const { channel, socket, sockets, timers, heard } = createRig()
    channel.ensureOpen()
    socket(0).handlers.onOpen()
    await timers.pass(15_000)
    expect(socket(0).sent).toEqual([{ kind: 'ping' }])
    await timers.pass(15_000)
    expect(socket(0).closed).toBe(true)
    expect(heard).toEqual(['open', 'close'])
    channel.ensureOpen()
    expect(sockets).toHaveLength(1)
    await timers.pass(1_000)
    channel.ensureOpen()
    expect(sockets).toHaveLength(2)
  })

  it('keeps a socket that answers', async () => {
    const { channel, socket, timers } = createRig()
    channel.ensureOpen()
    socket(0).handlers.onOpen()
    for (let minute = 0; minute < 4; minute += 1) {
      await timers.pass(15_000)
      socket(0).handlers.onFrame({ kind: 'pong' })
    }
    expect(channel.isOpen()).toBe(true)
  })

  it('says nothing about a socket that never opened, so that trying does not become a storm', () => {
    const { channel, socket, heard } = createRig()
    channel.ensureOpen()
    socket(0).handlers.onClose()
    expect(heard).toEqual([])
  })

  it('does not open again after the end', () => {
    const { channel, sockets, socket } = createRig()
    channel.ensureOpen()
    channel.close()
    channel.ensureOpen()
    expect(sockets).toHaveLength(1)
    expect(socket(0).closed).toBe(true)
  })
})
