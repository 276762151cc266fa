import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTcpProxy, type TcpProxy } from '../support/tcp-proxy'

/** Says everything back, and remembers who is connected. */
const startEcho = async () => {
  const sockets: Socket[] = []
  const heard: Buffer[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    socket.on('data', (data: Buffer) => {
      heard.push(data)
      socket.write(data)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    heard: () => Buffer.concat(heard),
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

const openClient = async (port: number) => {
  const socket = connect({ port, host: '127.0.0.1' })
  let received = Buffer.alloc(0)
  const faults: string[] = []
  socket.on('error', (error) => faults.push('code' in error ? String(error.code) : error.name))
  socket.on('data', (data: Buffer) => {
    received = Buffer.concat([received, data])
  })
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))
  return { socket, received: () => received, text: () => received.toString(), faults }
}

let echo: Awaited<ReturnType<typeof startEcho>>
let proxy: TcpProxy
beforeEach(async () => {
  echo = await startEcho()
  proxy = await createTcpProxy(echo.port)
})
afterEach(async () => {
  await proxy.close()
  echo.close()
})

describe('a network of our own', () => {
  it('passes on what is said, both ways, and the end of it', async () => {
    const { socket, text } = await openClient(proxy.port)
    socket.write('hallo')
    await expect.poll(text).toBe('hallo')
    socket.end()
    await once(socket, 'close')
    await expect.poll(() => echo.sockets.every(({ destroyed }) => destroyed)).toBe(true)
    expect(proxy.openConnections()).toBe(0)
  })

  it('adds latency to each way, and jitter never changes the order', async () => {
    proxy.set({ latencyMs: 60, jitterMs: 40 })
    const { socket, text } = await openClient(proxy.port)
    const begun = performance.now()
    const numbers = Array.from({ length: 50 }, (_, n) => `${n};`)
    for (const number of numbers) {
      socket.write(number)
      await new Promise(setImmediate)
    }
    await expect.poll(text, { interval: 2 }).toBe(numbers.join(''))
    expect(performance.now() - begun).toBeGreaterThan(119)
  })

  it('lets no more through than the line carries', async () => {
    proxy.set({ bytesPerSecond: 200_000 })
    const { socket, received } = await openClient(proxy.port)
    const begun = performance.now()
    socket.write(Buffer.alloc(40_000))
    await expect.poll(() => received().length, { interval: 5, timeout: 3_000 }).toBe(40_000)
    expect(performance.now() - begun).toBeGreaterThan(190)
  })

  it('is half open: accepts and says nothing, and delivers it all when it heals', async () => {
    proxy.set({ silent: ['up', 'down'] })
    const { socket, text } = await openClient(proxy.port)
    socket.write('wacht')
    // A second connection that is whole proves that time went by without a byte on the first.
    const beside = await createTcpProxy(echo.port)
    const other = await openClient(beside.port)
    other.socket.write('x')
    await expect.poll(other.text).toBe('x')
    expect([text(), socket.destroyed]).toEqual(['', false])
    expect(echo.heard().toString()).toBe('x')
    proxy.heal()
    await expect.poll(text).toBe('wacht')
    await beside.close()
  })

  it('cuts one way only', async () => {
    const { socket, text } = await openClient(proxy.port)
    proxy.set({ silent: ['down'] })
    socket.write('heen')
    await expect.poll(() => echo.heard().toString()).toBe('heen')
    expect(text()).toBe('')
    proxy.set({ silent: [] })
    await expect.poll(text).toBe('heen')
  })

  it('strands what is open without telling anybody, and takes who comes', async () => {
    const old = await openClient(proxy.port)
    proxy.strand()
    old.socket.write('oud')
    const fresh = await openClient(proxy.port)
    fresh.socket.write('nieuw')
    await expect.poll(fresh.text).toBe('nieuw')
    expect([old.text(), old.socket.destroyed, echo.heard().toString()]).toEqual(['', false, 'nieuw'])
  })

  it('resets after so many bytes of an answer, counted from when it was said', async () => {
    const { socket, received, faults } = await openClient(proxy.port)
    socket.write(Buffer.alloc(500))
    await expect.poll(() => received().length).toBe(500)
    proxy.set({ resetAfter: { direction: 'down', bytes: 100 } })
    socket.write(Buffer.alloc(90))
    await expect.poll(() => received().length).toBe(590)
    socket.write(Buffer.alloc(90))
    await expect.poll(() => faults).toEqual(['ECONNRESET'])
    expect(received().length).toBeLessThanOrEqual(600)
    expect(proxy.resets()).toBe(1)
  })

  it('resets what is open, refuses who comes, and moves to another place', async () => {
    const first = await openClient(proxy.port)
    proxy.cut()
    await expect.poll(() => first.faults).toEqual(['ECONNRESET'])
    proxy.set({ refuse: true })
    const refused = await openClient(proxy.port)
    await expect.poll(() => refused.faults).toEqual(['ECONNRESET'])
    proxy.heal()
    const elsewhere = await startEcho()
    proxy.aim(elsewhere.port)
    const moved = await openClient(proxy.port)
    moved.socket.write('daar')
    await expect.poll(moved.text).toBe('daar')
    expect(elsewhere.heard().toString()).toBe('daar')
    elsewhere.close()
  })
})
