import { join } from 'node:path'
import type { OtherPeer } from './options.ts'
import { peakRssMb, startRole } from './role-process.ts'
import type { Connection, PeerServer } from './roles.ts'
import type { Durability } from './sync-report.ts'
import type { Digest } from './workload.ts'

export interface StartedServer {
  readonly connection: Connection
  /** Undefined where only the writer can tell that the server has it. */
  readonly until: ((count: number) => Promise<number>) | undefined
  readonly digest: () => Promise<Digest>
  readonly peakRssMb: () => number
  readonly stop: () => Promise<void>
}

/** A system that is measured. */
export interface Peer {
  readonly name: string
  readonly durability: Durability
  readonly notes: string
  readonly startServer: (docs: number, folder: string) => Promise<StartedServer>
  readonly clientScript: string
}

const inMemory = { server: 'memory', client: 'memory' }

const about: Readonly<Record<OtherPeer, { readonly durability: Durability; readonly notes: string }>> = {
  pouchdb: {
    durability: { server: 'LevelDB, not fsynced', client: 'LevelDB, not fsynced' },
    notes: 'express-pouchdb; no rights, no encryption. The writer only sends.',
  },
  rxdb: { durability: inMemory, notes: 'Websocket replication; no rights, no encryption.' },
  yjs: { durability: inMemory, notes: 'y-websocket, one shared map; no rights, no encryption.' },
  tinybase: { durability: inMemory, notes: 'Mergeable store, a document is one cell; no rights, no encryption.' },
}

/** One of the other systems; both sides are in the same script under `peers/`. */
export const otherPeer = (name: OtherPeer): Peer => {
  const script = join(import.meta.dirname, 'peers', `${name}.mjs`)
  return {
    name,
    ...about[name],
    clientScript: script,
    startServer: async (docs, folder) => {
      const { pid, ask, stop } = startRole<PeerServer>(script, 'server')
      try {
        const connection = await ask.start(docs, folder)
        return {
          connection,
          until: (count) => ask.until(count),
          digest: () => ask.digest(),
          peakRssMb: () => peakRssMb(pid),
          stop,
        }
      } catch (error) {
        await stop()
        throw error
      }
    },
  }
}
