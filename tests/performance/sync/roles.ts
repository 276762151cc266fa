import type { Digest } from './workload.ts'

/** Where the server is and how to get in; only the peer itself reads it. */
export type Connection = Readonly<Record<string, unknown>>

export interface ClientSetup {
  readonly connection: Connection
  /** A folder of its own, empty. */
  readonly folder: string
  readonly role: 'writer' | 'reader'
  /** How many documents lie on the server at first. */
  readonly docs: number
}

export interface Moments {
  readonly at: number
  /** When all open work was there; null for a peer that cannot say. */
  readonly openWorkAt: number | null
}

/** One side of a peer that is not the server, in a process of its own. Moments are of the machine's monotonic clock. */
export interface PeerClient {
  /** Everything that costs time once and is not sync: modules, files. */
  readonly open: (setup: ClientSetup) => Promise<void>
  /** Starts to sync and says when it did. */
  readonly connect: () => Promise<number>
  readonly disconnect: () => Promise<void>
  /** Resolves once a writer can write without paying for its own first copy. */
  readonly ready: () => Promise<void>
  readonly until: (count: number) => Promise<Moments>
  /** Stores documents here, in bulk as the peer likes it best, and says when it began. Does not wait for the server. */
  readonly write: (from: number, count: number) => Promise<number>
  /** Resolves when this side has nothing left to do for what it wrote. */
  readonly settled: () => Promise<void>
  readonly writeLive: (from: number, count: number, perSecond: number) => Promise<void>
  /** When the server has confirmed everything that was written here; null for a peer that is not told. */
  readonly untilConfirmed: () => Promise<number | null>
  readonly untilLive: (count: number) => Promise<readonly number[]>
  readonly digest: () => Promise<Digest>
}

/** The server of a peer, in a process of its own. */
export interface PeerServer {
  /** Starts with so many documents in it. */
  readonly start: (docs: number, folder: string) => Promise<Connection>
  readonly until: (count: number) => Promise<number>
  readonly digest: () => Promise<Digest>
}

interface Question {
  readonly no: number
  readonly name: string
  readonly args: readonly unknown[]
}

export type Reply =
  | { readonly no: number; readonly ok: true; readonly value: unknown }
  | { readonly no: number; readonly ok: false; readonly message: string }

/** Makes this process a side: answers what the measuring process asks, and ends with it. */
export const serveRole = (role: object): void => {
  const functions = new Map(Object.entries(role) as [string, (...args: readonly unknown[]) => Promise<unknown>][])
  const send = (reply: Reply): void => {
    process.send?.(reply)
  }
  const answer = async ({ no, name, args }: Question): Promise<void> => {
    try {
      send({ no, ok: true, value: await functions.get(name)?.(...args) })
    } catch (error) {
      send({ no, ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }
  process.on('message', (question) => void answer(question as Question))
  process.once('disconnect', () => process.exit(0))
}

/** Writes one after the other at an even pace, by the clock and not by the sum of pauses. */
export const atPace = async (count: number, perSecond: number, write: (index: number) => void): Promise<void> => {
  const started = performance.now()
  for (let index = 0; index < count; index += 1) {
    const due = started + (index * 1000) / perSecond
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    write(index)
  }
}
