import type { ContractHandlers, OperationName } from '../../shared/contract/index'
import { contactmomentEntity } from '../../shared/domain/contactmoment/contactmoment'
import { terugbelnotitieEntity } from '../../shared/domain/terugbelnotitie/terugbelnotitie'
import { kennisartikelEntity } from '../../shared/domain/kennisartikel/kennisartikel'
import { addSeconds } from '../../shared/kernel/clock'
import { AppFailure } from '../../shared/kernel/result'
import type { Session } from './aanmelding/session'
import { createChangeAnnouncer, type ChangeAnnouncer } from './change-announcer'
import { createAfdelingQueries } from './afdelingen/queries'
import { createContactmomentQueries } from './contactmomenten/queries'
import type { CoreEvents } from './core-events'
import type { CoreOptions } from './core-options'
import { openDeskFiles, type DeskFiles } from './db/desk-files'
import { createGesprekCommands } from './gesprekken/commands'
import { createGesprekQueries } from './gesprekken/queries'
import { createGesprekRepository, type GesprekRepository } from './gesprekken/repository'
import { createRondAf } from './gesprekken/rond-af'
import { createKennisartikelQueries } from './kennisartikelen/queries'
import { createSync } from './sync/create-sync'
import { createEntityStore, type EntityStore } from './sync/entity-store'
import { systemTimers } from './sync/ports'
import { createServerLink } from './sync/server-link'
import { createTerugbelnotitieCommands } from './terugbelnotities/commands'
import { createUitkomstConcepten } from './terugbelnotities/concepten'
import { createTerugbelnotitieQueries } from './terugbelnotities/queries'
import { createVerbinding } from './verbinding/verbinding'
import { createKennisIndex, projectKennisartikelen, type KennisIndex } from './zoeken/kennis-index'

/** Everything that belongs to one signed-in medewerker: files, sync, and the operations on them. */
export interface Workspace {
  readonly handlers: WorkspaceHandlers
  readonly close: () => Promise<void>
}

export type WorkspaceOperation = Exclude<OperationName, `aanmelding.${string}` | `werkplek.${string}`>
export type WorkspaceHandlers = Pick<ContractHandlers, WorkspaceOperation>

interface WorkspaceOptions {
  readonly core: CoreOptions
  readonly session: Session
  /** The newest token; a new sign-in of the same medewerker replaces it. */
  readonly token: () => string
  /** Gets a new token without asking anybody, if that is possible here. */
  readonly renew: () => Promise<boolean>
  readonly events: CoreEvents
}

// Long enough to notice and press Ctrl+Z after lunch; short enough that a caller's words do not linger.
const putAwaySeconds = 24 * 60 * 60

/** Opens the medewerker's files and starts sync. Throws `AppFailure` when the files cannot be opened. */
export const openWorkspace = (options: WorkspaceOptions): Workspace => {
  const { core, session, events } = options
  const { clock, logger, profileDir, secrets } = core
  const files = openDeskFiles({ profileDir, medewerkerId: session.medewerker.id, secrets, logger })
  const store = createEntityStore(files.cache)
  const index = createKennisIndex(files.cache)
  store.project(kennisartikelEntity, projectKennisartikelen(index))
  const gesprekken = createGesprekRepository(files.outbox)
  gesprekken.removePutAwayBefore(addSeconds(clock.now(), -putAwaySeconds))

  const changes = createChangeAnnouncer(events, systemTimers)
  const sync = openSync({ ...options, files, store, changes })
  const parts = { ...options, files, store, index, gesprekken, sync }
  sync.loop.start()
  return {
    handlers: { ...frontHandlers(parts), ...workHandlers(parts) },
    close: async () => {
      sync.link.close()
      await sync.loop.close()
      changes.close()
      files.close()
    },
  }
}

interface Parts extends WorkspaceOptions {
  readonly files: DeskFiles
  readonly store: EntityStore
  readonly index: KennisIndex
  readonly gesprekken: GesprekRepository
  readonly sync: WorkspaceSync
}

/** Everything around a running gesprek. */
const frontHandlers = ({ core, events, files, store, index, gesprekken, sync }: Parts) => {
  const { clock } = core
  const afdelingen = createAfdelingQueries(files.cache, clock)
  const onChange = (): void => {
    events.emit('gesprekken.changed', null)
  }
  const commands = createGesprekCommands({ repository: gesprekken, clock, onChange })
  const queries = createGesprekQueries({ repository: gesprekken, afdelingen, clock })
  const kennisartikelen = createKennisartikelQueries(store, index)
  return {
    'afdelingen.list': afdelingen.list,
    'gesprekken.list': queries.list,
    'gesprekken.start': commands.start,
    'gesprekken.bewaar': commands.bewaar,
    'gesprekken.parkeer': commands.parkeer,
    'gesprekken.hervat': commands.hervat,
    'gesprekken.verwijder': commands.verwijder,
    'gesprekken.herstel': commands.herstel,
    'gesprekken.voorstelTerugbellen': queries.voorstelTerugbellen,
    'gesprekken.rondAf': createRondAf({ repository: gesprekken, outbox: sync.outbox, clock, onChange }),
    'kennisartikelen.search': kennisartikelen.search,
    'kennisartikelen.find': kennisartikelen.find,
  }
}

/** What was registered and promised, and what the server knows of it. */
const workHandlers = ({ core, session, files, sync }: Parts) => {
  const { outbox, verbinding } = sync
  const { medewerker } = session
  const contactmomenten = createContactmomentQueries(files.cache, outbox, medewerker.id)
  const concepten = createUitkomstConcepten(files.outbox)
  const commands = createTerugbelnotitieCommands(outbox, concepten)
  const queries = createTerugbelnotitieQueries({ db: files.cache, outbox, concepten, medewerker, clock: core.clock })
  return {
    'contactmomenten.listRecent': contactmomenten.listRecent,
    'terugbelnotities.list': queries.list,
    'terugbelnotities.count': queries.count,
    'terugbelnotities.find': queries.find,
    'terugbelnotities.claim': commands.claim,
    'terugbelnotities.bewaarUitkomst': commands.bewaarUitkomst,
    'terugbelnotities.handelAf': commands.handelAf,
    'verbinding.find': verbinding.find,
    'verbinding.listAandacht': verbinding.listAandacht,
    'verbinding.handelAandachtAf': verbinding.handelAandachtAf,
    'verbinding.probeer': verbinding.probeer,
  }
}

interface WorkspaceSyncOptions extends WorkspaceOptions {
  readonly files: DeskFiles
  readonly store: EntityStore
  readonly changes: ChangeAnnouncer
}

type WorkspaceSync = ReturnType<typeof openSync>

/** Sync with the real network, clock and chance, telling the screens what changes. */
const openSync = ({ core, session, token, renew, events, files, store, changes }: WorkspaceSyncOptions) => {
  const { clock, logger } = core
  const link = createServerLink({ serverUrl: core.serverUrl, token, logger })
  const sync = createSync({
    files,
    store,
    medewerkerId: session.medewerker.id,
    link,
    clock,
    timers: systemTimers,
    random: Math.random,
    logger,
    appVersion: core.version,
    onRows: changes.announce,
    onPending: () => {
      changes.announce(new Set([contactmomentEntity.name, terugbelnotitieEntity.name]))
      verbinding.announce()
    },
    onRefused: () => {
      events.emit('aandacht.changed', null)
    },
    onState: () => {
      verbinding.announce()
      if (sync.loop.state().reden?.code === 'signed_out') void renewQuietly()
    },
  })
  const verbinding = createVerbinding({ ...sync, events })
  const renewQuietly = async (): Promise<void> => {
    try {
      if (await renew()) sync.loop.nudge()
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error
      logger.info({ code: error.error.code }, 'session not renewed')
    }
  }
  return { ...sync, verbinding, link }
}
