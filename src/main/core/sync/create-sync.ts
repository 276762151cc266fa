import type { Clock } from '../../../shared/kernel/clock'
import type { ActContext } from '../../../shared/kernel/intent'
import type { Logger } from '../../../shared/node/logger'
import type { DeskFiles } from '../db/desk-files'
import { createAttentionList } from './attention'
import type { EntityStore } from './entity-store'
import { createExchange } from './exchange'
import { createLiveChannel } from './live-channel'
import { createOutbox } from './outbox'
import type { Random, ServerLink, Timers } from './ports'
import { createReplica } from './replica'
import { createSyncLoop } from './sync-loop'

export interface SyncOptions {
  readonly files: Pick<DeskFiles, 'cache' | 'outbox'>
  readonly store: EntityStore
  readonly medewerkerId: string
  readonly link: ServerLink
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly logger: Logger
  readonly appVersion: string
  /** Names of the entities whose rows changed. */
  readonly onRows: (entities: ReadonlySet<string>) => void
  /** A wish was added or got an outcome. */
  readonly onPending: () => void
  /** The server refused a wish. */
  readonly onRefused: () => void
  /** What the screen says about the connection changed. */
  readonly onState: () => void
}

export type Sync = ReturnType<typeof createSync>

/**
 * The sync of one desk, wired; the loop is not yet started. Everything that is not computation comes in: files, network, clock, timers and
 * chance. The product gives the real ones, the simulation its own; the code between is the same.
 */
export const createSync = (options: SyncOptions) => {
  const { files, store, medewerkerId, link, clock, timers, random, logger, appVersion } = options
  const attention = createAttentionList(files.outbox)
  const outbox = createOutbox({
    file: files.outbox,
    store,
    attention,
    context: (): ActContext => ({ medewerkerId, now: clock.now(), authoritative: false }),
    logger,
    onChange: () => {
      options.onPending()
      loop.nudge()
    },
    onRefused: options.onRefused,
  })
  outbox.restore()
  const replica = createReplica(files.cache, store, (entity) => {
    logger.warn({ entity }, 'row of a newer Klaar left aside')
  })
  const exchange = createExchange({ link, replica, outbox, clock, appVersion, logger, onRows: options.onRows })
  const live = createLiveChannel({ link, clientId: outbox.clientId, timers })
  const loop = createSyncLoop({ exchange, live, clock, timers, random, logger, onState: options.onState })
  return { attention, outbox, replica, loop }
}
