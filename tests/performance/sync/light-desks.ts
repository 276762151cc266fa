import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import WebSocket from 'ws'
import { createServerCalls, Refused, type ServerCalls } from './light-calls.ts'
import { atPace, serveRole } from './roles.ts'
import { liveDocumentAt, monotonicNow, textOf, writtenAtOf, type BenchDocument } from './workload.ts'

// Many desks in one process: the protocol without files, so that what is measured is the server. They keep to what a desk does: hello, pull,
// live channel, `at`, deltas that fit, a pull for all else, and full jitter when the server is gone.

const lostChannelMs = 500
const backoffBaseMs = 500
const backoffCapMs = 30_000

export interface LightDesksSetup {
  readonly serverUrl: string
  /** One desk per entry; several may share a session. */
  readonly tokens: readonly string[]
}

/** When a desk was back, and how long that took from the first time that a server answered it at all. */
export interface Connected {
  readonly at: number
  readonly tookMs: number
}

export interface LightFigures {
  readonly deliveries: number
  readonly latenciesMs: readonly number[]
}

export interface LightDesks {
  readonly open: (setup: LightDesksSetup) => Promise<void>
  /** Resolves when every desk listens and has everything, counted from `forgetConnections`. */
  readonly untilConnected: () => Promise<readonly Connected[]>
  readonly forgetConnections: () => Promise<void>
  readonly writeLive: (from: number, count: number, perSecond: number) => Promise<void>
  /** Resolves when all desks together have so many, or no more came for `patienceMs`. */
  readonly untilDelivered: (deliveries: number, patienceMs: number) => Promise<LightFigures>
}

interface Delta {
  readonly kind: string
  readonly from: string
  readonly to: string
  readonly rows: readonly LightRow[]
}

interface LightRow {
  readonly op: string
  readonly id: string
  readonly state?: Readonly<Record<string, unknown>>
}

interface LightDesk {
  readonly calls: ServerCalls
  readonly seen: Set<string>
  cursor: string
  /** The first attempt that the server answers; one that finds nobody does not count. */
  attemptedAt: number | undefined
  connected: Connected | undefined
}

const createLightDesks = (): LightDesks => {
  const desks: LightDesk[] = []
  const latenciesMs: number[] = []
  let deliveries = 0

  const take = (desk: LightDesk, rows: readonly LightRow[]): void => {
    for (const { op, id, state } of rows) {
      if (op !== 'upsert' || state === undefined || !('toelichting' in state) || desk.seen.has(id)) continue
      const writtenAt = writtenAtOf(textOf(state))
      if (writtenAt === undefined) continue
      desk.seen.add(id)
      deliveries += 1
      latenciesMs.push(monotonicNow() - writtenAt)
    }
  }

  const pullAll = async (desk: LightDesk, scopes: readonly string[]): Promise<void> => {
    for (let more = true; more;) {
      const page = await desk.calls.pull(scopes.map((scope) => ({ scope, cursor: desk.cursor })))
      take(desk, page.rows as readonly LightRow[])
      desk.cursor = page.cursors[0]?.cursor ?? desk.cursor
      more = page.more
    }
  }

  /** Listens until the channel ends. Rejects when it never got that far. */
  const listen = async (desk: LightDesk, { url, headers }: ReturnType<ServerCalls['live']>): Promise<void> => {
    const scopes = await desk.calls.hello()
    if (desk.cursor === '') desk.cursor = await desk.calls.firstCursor(scopes)
    const socket = new WebSocket(url, { headers })
    let pulling: Promise<void> | undefined
    const catchUp = (): void => {
      pulling ??= pullAll(desk, scopes)
        .then(() => {
          if (socket.readyState !== WebSocket.OPEN) return
          socket.send(JSON.stringify({ kind: 'at', cursor: desk.cursor }))
          const at = monotonicNow()
          desk.connected ??= { at, tookMs: at - (desk.attemptedAt ?? Number.NaN) }
        })
        .catch(() => {
          socket.terminate()
        })
        .finally(() => {
          pulling = undefined
        })
    }
    socket.on('open', catchUp)
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString('utf8')) as Delta
      if (frame.kind === 'ping') socket.send('{"kind":"pong"}')
      if (frame.kind === 'delta' && frame.from === desk.cursor && pulling === undefined) {
        take(desk, frame.rows)
        desk.cursor = frame.to
      } else if (frame.kind === 'delta' || frame.kind === 'poke') catchUp()
    })
    await new Promise<void>((resolve, reject) => {
      let opened = false
      socket.once('open', () => {
        opened = true
      })
      socket.once('error', () => undefined)
      socket.once('close', () => {
        if (opened) resolve()
        else reject(new Error('no live channel'))
      })
    })
  }

  const live = async (desk: LightDesk): Promise<void> => {
    for (let failures = 0; ;) {
      desk.attemptedAt ??= monotonicNow()
      try {
        await listen(desk, desk.calls.live())
        failures = 0
        desk.attemptedAt = undefined
        await pause(Math.random() * lostChannelMs)
      } catch (error) {
        const answered = error instanceof Refused
        if (!answered) desk.attemptedAt = undefined
        const asked = answered ? error.retryAfterMs : undefined
        const backoff = Math.random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** Math.min(failures, 10))
        failures += 1
        await pause(asked === undefined ? backoff : asked * (1 + Math.random() / 2))
      }
    }
  }

  return {
    open: ({ serverUrl, tokens }) => {
      for (const token of tokens) {
        const calls = createServerCalls(serverUrl, token, randomUUID())
        const desk: LightDesk = { calls, seen: new Set(), cursor: '', attemptedAt: undefined, connected: undefined }
        desks.push(desk)
        void live(desk)
      }
      return Promise.resolve()
    },
    forgetConnections: () => {
      for (const desk of desks) desk.connected = undefined
      return Promise.resolve()
    },
    untilConnected: async () => {
      while (desks.some(({ connected }) => connected === undefined)) await pause(10)
      return desks.flatMap(({ connected }) => connected ?? [])
    },
    writeLive: async (from, count, perSecond) => {
      const [desk] = desks
      if (desk === undefined) throw new Error('nobody to write')
      const waiting: BenchDocument[] = []
      let sent = 0
      let sending = Promise.resolve()
      // One push at a time, as a desk does: everything that came meanwhile goes together.
      const send = async (): Promise<void> => {
        const documents = waiting.splice(0)
        if (documents.length === 0) return
        await desk.calls.push(sent + 1, documents)
        sent += documents.length
      }
      await atPace(count, perSecond, (index) => {
        waiting.push(liveDocumentAt(from + index, monotonicNow()))
        sending = sending.then(send)
      })
      await sending
    },
    untilDelivered: async (wanted, patienceMs) => {
      let [last, since] = [deliveries, performance.now()]
      while (deliveries < wanted && performance.now() - since < patienceMs) {
        await pause(10)
        if (deliveries !== last) [last, since] = [deliveries, performance.now()]
      }
      return { deliveries, latenciesMs }
    },
  }
}

serveRole(createLightDesks())
