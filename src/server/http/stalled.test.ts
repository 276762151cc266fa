import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { breakOffWhenStalled } from './stalled'

const endless = function* () {
  for (;;) yield Buffer.alloc(256 * 1024)
}

it('breaks off an answer that nobody takes, and no answer that is taken slowly', async () => {
  const broken: string[] = []
  const server = createServer(({ url }, response) => {
    breakOffWhenStalled(response, 400)
    response.once('close', () => broken.push(url ?? ''))
    Readable.from(endless()).pipe(response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const ask = (path: string) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`)
    return socket.pause()
  }
  const [gone, slow] = [ask('/gone'), ask('/slow')]
  let reads = 0
  const reading = setInterval(() => {
    slow.read()
    reads += 1
  }, 20)
  await expect.poll(() => broken, { timeout: 5_000 }).toEqual(['/gone'])
  // Twice the time after which it would be broken off.
  const until = reads + 40
  await expect.poll(() => reads, { timeout: 10_000 }).toBeGreaterThan(until)
  expect(broken).toEqual(['/gone'])
  clearInterval(reading)
  gone.destroy()
  slow.destroy()
  server.closeAllConnections()
  server.close()
})
