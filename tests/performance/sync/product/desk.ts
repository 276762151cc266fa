import { openDeskFiles, type DeskFiles } from '../../../../src/main/core/db/desk-files'
import { readOrCreateFileMasterKey } from '../../../../src/main/core/secrets/file-master-key'
import { createSealedSecretStore } from '../../../../src/main/core/secrets/sealed-secret-store'
import { createSync, type Sync } from '../../../../src/main/core/sync/create-sync'
import { createEntityStore, type EntityStore } from '../../../../src/main/core/sync/entity-store'
import { wish } from '../../../../src/main/core/sync/outbox'
import { systemTimers, type ServerLink } from '../../../../src/main/core/sync/ports'
import { createServerLink } from '../../../../src/main/core/sync/server-link'
import { kennisartikelEntity } from '../../../../src/shared/domain/kennisartikel/kennisartikel'
import { createTerugbelnotitie } from '../../../../src/shared/domain/terugbelnotitie/intents'
import { terugbelnotitieEntity } from '../../../../src/shared/domain/terugbelnotitie/terugbelnotitie'
import { systemClock } from '../../../../src/shared/kernel/clock'
import { createLogger } from '../../../../src/shared/node/logger'
import { createArrivals, type Arrivals } from '../arrivals.ts'
import { atPace, serveRole, type ClientSetup, type PeerClient } from '../roles.ts'
import { createDigest, documentsFrom, liveDocumentAt, monotonicNow, textOf, type BenchDocument } from '../workload.ts'
import { join } from 'node:path'

// Runs as a bundle in a process of its own: the sync core of a desk as the product wires it, with its encrypted files and the real link.

// What a desk writes durably at once. A person makes one; a desk that comes back has a day's worth lying there already.
const wishesAtOnce = 500
const logger = createLogger('bench', 'warn')

interface Desk {
  readonly setup: ClientSetup
  readonly files: DeskFiles
  readonly store: EntityStore
  readonly arrivals: Arrivals
  /** Tells of what was written since the last time; after the commit, so that a screen could show it. */
  readonly tell: () => void
}

const openDesk = (setup: ClientSetup): Desk => {
  const { folder, role, docs } = setup
  const secrets = createSealedSecretStore({
    file: join(folder, 'geheimen'),
    masterKey: readOrCreateFileMasterKey(folder),
    protection: 'bestand',
  })
  const files = openDeskFiles({
    profileDir: folder,
    medewerkerId: medewerkerOf(role),
    secrets,
    clock: systemClock,
    logger,
    onDamage: (file) => {
      throw new Error(`the ${file} of the measurement is damaged`)
    },
  })
  const store = createEntityStore(files.cache)
  const arrivals = createArrivals(docs)
  const written: { readonly id: string; readonly text: string }[] = []
  for (const entity of [terugbelnotitieEntity, kennisartikelEntity]) {
    store.project(entity, (id, state) => {
      if (state !== undefined) written.push({ id, text: textOf({ ...state }) })
    })
  }
  const tell = (): void => {
    for (const { id, text } of written.splice(0)) arrivals.add(id, text)
  }
  return { setup, files, store, arrivals, tell }
}

const medewerkerOf = (role: ClientSetup['role']): string => (role === 'writer' ? 'schrijver' : 'lezer')

/** Comes and goes as a desk does that is started and stopped; the files stay. */
const startSync = ({ setup, files, store, tell }: Desk, onPending: () => void) => {
  const { serverUrl, tokens } = setup.connection as {
    readonly serverUrl: string
    readonly tokens: Record<string, string>
  }
  const medewerkerId = medewerkerOf(setup.role)
  const link = createServerLink({ serverUrl, token: () => tokens[medewerkerId] ?? '', logger })
  const options = {
    files,
    store,
    medewerkerId,
    link,
    clock: systemClock,
    monotonic: () => performance.now(),
    timers: systemTimers,
    random: Math.random,
    logger,
    appVersion: 'bench',
    onRows: tell,
    onPending,
    onRefused: () => {
      logger.error('an intent of the measurement was refused')
      process.exit(1)
    },
    onRevoked: () => undefined,
    onState: () => undefined,
  }
  const sync = createSync(options)
  sync.loop.start()
  return { sync, link }
}

/** The writer's documents as the wishes that a desk would have for them. */
const wishesOf = (documents: readonly BenchDocument[]) =>
  documents.map((document) => wish(createTerugbelnotitie, createTerugbelnotitie.args.parse(document)))

const requireOpen = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('asked before it was opened')
  return value
}

const createDesk = (): PeerClient => {
  let desk: Desk | undefined
  let running: { readonly sync: Sync; readonly link: ServerLink } | undefined
  const outbox = () => requireOpen(running).sync.outbox
  const confirmed = createMoment(() => outbox().unsent(1).length === 0)
  const settled = createMoment(() => outbox().count() === 0)
  const onPending = (): void => {
    confirmed.look()
    settled.look()
  }
  const opened = (): Desk => requireOpen(desk)
  const enqueue = (documents: readonly BenchDocument[]): void => {
    const result = requireOpen(running).sync.outbox.enqueue(wishesOf(documents))
    if (!result.ok) throw new Error(`a wish of the measurement was refused: ${result.error.code}`)
  }
  return {
    open: async (setup) => {
      desk = openDesk(setup)
      await Promise.resolve()
    },
    connect: async () => {
      const started = monotonicNow()
      running = startSync(opened(), onPending)
      await Promise.resolve()
      return started
    },
    disconnect: async () => {
      const { sync, link } = requireOpen(running)
      link.close()
      await sync.loop.close()
    },
    ready: async () => {
      await opened().arrivals.until(opened().setup.docs)
    },
    until: async (count) => {
      const { arrivals } = opened()
      return { at: await arrivals.until(count), openWorkAt: arrivals.openWorkAt() ?? null }
    },
    write: async (from, count) => {
      const started = monotonicNow()
      for (let done = 0; done < count; done += wishesAtOnce) {
        enqueue(documentsFrom(from + done, Math.min(wishesAtOnce, count - done), opened().setup.docs))
        // As between two of a person's actions: what came from the server meanwhile gets its turn.
        await new Promise((resolve) => setImmediate(resolve))
      }
      return started
    },
    settled: async () => {
      await settled.until()
    },
    writeLive: (from, count, perSecond) =>
      atPace(count, perSecond, (index) => {
        enqueue([liveDocumentAt(from + index, monotonicNow())])
      }),
    untilConfirmed: confirmed.until,
    untilLive: (count) => opened().arrivals.untilLive(count),
    digest: () => Promise.resolve(digestOf(opened().files)),
  }
}

/** The moment at which something becomes true; `look` is called whenever it may have. */
const createMoment = (isTrue: () => boolean) => {
  let resolve: ((at: number) => void) | undefined
  const look = (): void => {
    if (resolve === undefined || !isTrue()) return
    resolve(monotonicNow())
    resolve = undefined
  }
  return {
    look,
    until: (): Promise<number> =>
      new Promise((done) => {
        resolve = done
        look()
      }),
  }
}

const digestOf = ({ cache }: DeskFiles) => {
  const digest = createDigest()
  const rows = cache.prepare<[], { readonly id: string; readonly tekst: string }>(
    'select id, toelichting as tekst from terugbelnotities union all select id, tekst from kennisartikelen',
  )
  for (const { id, tekst } of rows.iterate()) digest.add(id, tekst)
  return digest.value()
}

serveRole(createDesk())
