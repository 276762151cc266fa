import pg from 'pg'
import { findFreePort } from '../../../scripts/processes/free-port.ts'
import { bundlePath } from '../../../scripts/processes/bundles.ts'
import { startProcess } from '../../../scripts/processes/managed-process.ts'
import { isHealthy } from '../../../scripts/processes/server-process.ts'
import { startPostgresCluster } from '../../support/postgres-cluster.ts'
import type { Peer, StartedServer } from './peer.ts'
import { loadGemeente, productBundle } from './product-bundles.ts'
import type { DatabasePlace } from './product/gemeente.ts'
import { peakRssMb, profileArguments } from './role-process.ts'
import { monotonicNow } from './workload.ts'

const startPatienceMs = 30_000
const lookEveryMs = 10

export interface KlaarServer {
  readonly url: string
  readonly pid: number
  readonly stop: () => Promise<void>
  /** The power cut. */
  readonly kill: () => Promise<void>
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Klaar's server from its bundle, as a gemeente runs it: no demo, rights and audit on. */
export const startKlaarServer = async (place: DatabasePlace, port: number): Promise<KlaarServer> => {
  const said: string[] = []
  const started = startProcess({
    command: process.execPath,
    args: [...profileArguments(), bundlePath('server/main.js')],
    env: {
      ...process.env,
      KLAAR_DEMO: 'false',
      KLAAR_HOST: '127.0.0.1',
      KLAAR_PORT: String(port),
      KLAAR_DATA_DIR: place.dataDir,
      KLAAR_DATABASE_URL: place.databaseUrl ?? '',
      KLAAR_LOG_LEVEL: 'warn',
    },
    onLine: (line, stream) => {
      said.push(line)
      if (stream === 'stderr') console.error(line)
    },
    lifeline: true,
  })
  const url = `http://127.0.0.1:${port}`
  const ended = started.exited.then(() => true)
  const deadline = performance.now() + startPatienceMs
  while (!(await isHealthy(url))) {
    const stopped = await Promise.race([ended, pause(lookEveryMs)])
    if (stopped === true || performance.now() > deadline)
      throw new Error(`the server does not start: ${said.join('\n')}`)
  }
  return { url, pid: started.pid, stop: started.stop, kill: started.kill }
}

/** Where the data of a Klaar server lies, and what removes it. */
export const makeDatabase = async (embedded: boolean, dataDir: string) => {
  if (embedded) return { place: { databaseUrl: undefined, dataDir }, remove: () => Promise.resolve() }
  const cluster = await startPostgresCluster()
  return { place: { databaseUrl: cluster.url, dataDir }, remove: cluster.remove }
}

/** Looks in the database itself: what is there has been committed. */
const watchDatabase = async (databaseUrl: string, docs: number) => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const countOf = async (table: string): Promise<number> => {
    const { rows } = await client.query<{ count: string }>(`select count(*) from ${table}`)
    return Number(rows[0]?.count)
  }
  const rest = docs - (await countOf('terugbelnotities'))
  return {
    until: async (count: number): Promise<number> => {
      while (rest + (await countOf('terugbelnotities')) < count) await pause(lookEveryMs)
      return monotonicNow()
    },
    end: () => client.end(),
  }
}

/** Klaar itself, whole: production server on a real database, desks with their encrypted files. */
export const createKlaarPeer = ({ embedded }: { readonly embedded: boolean }): Peer => ({
  name: 'klaar',
  durability: {
    server: embedded ? 'PGlite on disk (for trying out)' : 'PostgreSQL, fsync',
    client: 'SQLCipher; outbox fsynced at each write, cache WAL',
  },
  notes: 'Rights, audit, row-level security and encryption on; without the search index, which the others do not have.',
  clientScript: productBundle('desk'),
  startServer: async (docs, folder): Promise<StartedServer> => {
    const { fillGemeente, digestGemeente } = await loadGemeente()
    const { place, remove } = await makeDatabase(embedded, folder)
    try {
      const tokens = await fillGemeente(place, { docs, medewerkers: ['schrijver', 'lezer'] })
      const server = await startKlaarServer(place, await findFreePort())
      const watch = place.databaseUrl === undefined ? undefined : await watchDatabase(place.databaseUrl, docs)
      return {
        connection: { serverUrl: server.url, tokens: Object.fromEntries(tokens) },
        until: watch?.until,
        peakRssMb: () => peakRssMb(server.pid),
        digest: async () => {
          // The embedded database has one user at a time.
          await server.stop()
          return digestGemeente(place)
        },
        stop: async () => {
          await watch?.end()
          await server.stop()
          await remove()
        },
      }
    } catch (error) {
      await remove()
      throw error
    }
  },
})
