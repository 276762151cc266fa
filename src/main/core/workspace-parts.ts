import { contactmomentEntity } from '../../shared/domain/contactmoment/contactmoment'
import { terugbelnotitieEntity } from '../../shared/domain/terugbelnotitie/terugbelnotitie'
import type { Clock } from '../../shared/kernel/clock'
import { AppFailure } from '../../shared/kernel/result'
import { createChangeAnnouncer, type ChangeAnnouncer } from './change-announcer'
import type { DeskFiles } from './db/desk-files'
import { createKlantbeelden } from './klantbeelden/klantbeelden'
import { createSync } from './sync/create-sync'
import type { EntityStore } from './sync/entity-store'
import { systemMonotonic, systemTimers } from './sync/ports'
import { createServerLink } from './sync/server-link'
import { createArrivals, type Arrivals } from './terugbelnotities/arrivals'
import { createClaimRenewal } from './terugbelnotities/claim-renewal'
import { createTerugbelnotitieRepository } from './terugbelnotities/repository'
import { createContactGuard, isConnected } from './verbinding/contact-guard'
import { createVerbinding } from './verbinding/verbinding'
import type { WorkspaceOptions } from './workspace-options'

interface PartsOptions extends WorkspaceOptions {
  readonly files: DeskFiles
  readonly store: EntityStore
}

export type WorkspaceParts = ReturnType<typeof createWorkspaceParts>

/** What runs in a workspace by itself: sync, and whatever follows the time. Nothing runs before `start`. */
export const createWorkspaceParts = (options: PartsOptions) => {
  const { core, session, events, files, store, onOverdue } = options
  const timers = systemTimers
  const changes = createChangeAnnouncer(events, timers)
  const arrivals = createArrivals(timers)
  const { sync, link, verbinding } = openSync({
    ...options,
    changes,
    arrivals,
    onRefused: () => {
      renewal.forgetRefused()
    },
  })
  const { outbox, attention, serverTime, limits, loop } = sync
  const serverClock: Clock = { now: () => serverTime.now() ?? core.clock.now() }

  const notities = createTerugbelnotitieRepository(files.cache)
  const renewal = createClaimRenewal({
    repository: notities,
    outbox,
    attention,
    medewerkerId: session.medewerker.id,
    now: serverClock.now,
    monotonic: systemMonotonic,
    timers,
    onLeases: () => {
      events.emit('terugbelnotities.changed', null)
    },
  })
  const klantbeelden = createKlantbeelden({ cache: files.cache, link, outbox, serverTime, timers })
  const guard = createContactGuard({ serverTime, limits, state: loop.state, timers, onOverdue })

  return {
    sync,
    link,
    verbinding,
    serverClock,
    notities,
    renewal,
    klantbeelden,
    guard,
    /** Fetches what is new, until this note is mine here too. */
    untilMine: (notitieId: string): Promise<void> => {
      loop.nudge()
      const isMine = (): boolean =>
        store.find(terugbelnotitieEntity, notitieId)?.claim?.houder === session.medewerker.id
      return arrivals.until(isMine)
    },
    start: (): void => {
      klantbeelden.start()
      renewal.start()
      guard.start()
      loop.start()
    },
    close: async (): Promise<void> => {
      guard.close()
      renewal.close()
      klantbeelden.close()
      link.close()
      await loop.close()
      changes.close()
    },
  }
}

interface SyncParts extends PartsOptions {
  readonly changes: ChangeAnnouncer
  readonly arrivals: Arrivals
  readonly onRefused: () => void
}

/** Sync with the real network, clock and chance, telling the screens what changes. */
const openSync = ({ core, session, events, files, store, changes, arrivals, ...options }: SyncParts) => {
  const { logger } = core
  const link = createServerLink({ serverUrl: core.serverUrl, token: options.token, logger })
  const sync = createSync({
    files,
    store,
    medewerkerId: session.medewerker.id,
    link,
    clock: core.clock,
    monotonic: systemMonotonic,
    timers: systemTimers,
    random: Math.random,
    logger,
    appVersion: core.version,
    onRows: (entities) => {
      changes.announce(entities)
      arrivals.rowsChanged()
    },
    onPending: () => {
      changes.announce(new Set([contactmomentEntity.name, terugbelnotitieEntity.name]))
      verbinding.announce()
    },
    onRefused: () => {
      options.onRefused()
      events.emit('aandacht.changed', null)
      verbinding.announce()
    },
    onRevoked: options.onRevoked,
    onState: () => {
      verbinding.announce()
      const { staat, reden } = sync.loop.state()
      if (isConnected(staat)) options.onContact()
      if (reden?.code === 'signed_out') void renewQuietly()
    },
  })
  const verbinding = createVerbinding({ ...sync, events })
  const renewQuietly = async (): Promise<void> => {
    try {
      if (await options.renew()) sync.loop.nudge()
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error
      logger.info({ code: error.error.code }, 'session not renewed')
    }
  }
  return { sync, link, verbinding }
}
