import type { FastifyReply } from 'fastify'
import { describeBug } from '../../shared/node/describe-bug'
import type { Logger } from '../../shared/node/logger'
import { pingIntervalMs, type LiveFrame } from '../../shared/sync-protocol/live'
import type { AdmittedDesk } from '../sync/live-admission'
import type { LiveLine, LiveLines } from '../sync/live-lines'

export interface LiveEventsDeps {
  readonly lines: LiveLines
  readonly logger: Logger
}

// A desk that does not read the farewell must not hold up the stop.
const farewellMs = 1_000

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  // A proxy that keeps frames together, changes or compresses them makes the channel useless.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  // This connection has no second request: it ends when the stream does.
  connection: 'close',
}

const ping = JSON.stringify({ kind: 'ping' } satisfies LiveFrame)

/** `GET /sync/v1/live/events`: the frames as server-sent events, one per `data`. The first ping goes at once: it shows that nothing holds them up. */
export const sendLiveEvents = (
  reply: FastifyReply,
  { lines, logger }: LiveEventsDeps,
  admitted: AdmittedDesk,
  at: string | undefined,
): FastifyReply => {
  reply.hijack()
  const { raw } = reply
  // Gone while it was let in: nothing would come that says so.
  if (raw.destroyed) return reply
  const send = (text: string): void => {
    if (!raw.writableEnded && !raw.destroyed) raw.write(`data: ${text}\n\n`)
  }
  const line: LiveLine = {
    send,
    waiting: () => raw.writableLength,
    cut: () => {
      raw.destroy()
    },
    close: () => {
      raw.end()
      setTimeout(() => {
        raw.destroy()
      }, farewellMs).unref()
    },
  }
  raw.on('error', (error) => {
    logger.warn({ bug: describeBug(error) }, 'live stream failed')
  })
  for (const [name, value] of Object.entries({ ...reply.getHeaders(), ...streamHeaders })) {
    if (value !== undefined) raw.setHeader(name, value)
  }
  raw.writeHead(200)
  send(ping)
  const desk = lines.open(line, admitted)
  // Proxies end what is silent, and the desk has no other way to tell.
  const pings = setInterval(() => {
    send(ping)
  }, pingIntervalMs)
  raw.once('close', () => {
    clearInterval(pings)
    desk.leave()
  })
  if (at !== undefined) desk.at(at)
  return reply
}
