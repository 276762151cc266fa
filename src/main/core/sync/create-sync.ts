import type { Clock } from '../../../shared/kernel/clock'
import type { ActContext } from '../../../shared/kernel/intent'
import type { Logger } from '../../../shared/node/logger'
import type { DeskFiles } from '../db/desk-files'
import { createAttentionList } from './attention'
import { createDiagnosis, waitingFor } from './diagnosis'
import type { EntityStore } from './entity-store'
import { createExchange } from './exchange'
import { createGreeting } from './greeting'
import { createLiveChannel } from './live-channel'
import { createOutbox } from './outbox'
import type { Monotonic, Random, ServerLink, Timers } from './ports'
import { createReplica } from './replica'
import { prepareCacheMeta } from './replica-tables'
import { createSelfCheck } from './self-check'
import { createServerTime } from './server-time'
import { createStoringen } from './storingen'
import { createSyncLoop } from './sync-loop'

export interface SyncOptions {
  readonly files: Pick<DeskFiles, 'cache' | 'outbox'>
  readonly store: EntityStore
  readonly medewerkerId: string
  readonly link: ServerLink
  readonly clock: Clock
  readonly monotonic: Monotonic
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
  /** The server says that an administrator withdrew this device; sync has ended. */
  readonly onRevoked: () => void
}

export type Sync = ReturnType<typeof createSync>

/**
 * The sync of one desk, wired; the loop is not yet started. Everything that is not computation comes in: files, network, clocks, timers and
 * chance. The product gives the real ones, the simulation its own; the code between is the same.
 */
export const createSync = (options: SyncOptions) => {
  const { files, store, medewerkerId, link, clock, monotonic, timers, random, logger, appVersion } = options
  const attention = createAttentionList(files.outbox, store)
  const meta = prepareCacheMeta(files.cache)
  const serverTime = createServerTime({ clock, monotonic, meta: { read: meta.readMeta, write: meta.writeMeta } })
  const storingen = createStoringen(clock)
  const outbox = createOutbox({
    file: files.outbox,
    store,
    attention,
    context: (): ActContext => ({ medewerkerId, now: serverTime.now() ?? clock.now(), authoritative: false }),
    logger,
    onChange: options.onPending,
    onQueued: () => {
      loop.nudge()
    },
    onRefused: options.onRefused,
  })
  outbox.restore()
  const replica = createReplica({
    db: files.cache,
    store,
    appVersion,
    onUnreadable: (entity) => {
      logger.warn({ entity }, 'row of a newer Klaar left aside')
    },
  })
  const greeting = createGreeting({ link, replica, outbox, attention, serverTime, meta, appVersion, logger })
  const selfCheck = createSelfCheck({
    replica,
    limits: greeting.limits,
    monotonic,
    random,
    logger,
    onDiverged: () => {
      storingen.add('kopie_week_af')
    },
  })
  const exchange = createExchange({
    link,
    replica,
    outbox,
    greeting,
    selfCheck,
    serverTime,
    clock,
    logger,
    onRows: options.onRows,
    onMissed: () => {
      loop.news()
    },
  })
  const live = createLiveChannel({ link, clientId: outbox.clientId, at: replica.at, timers })
  const loop = createSyncLoop({
    exchange,
    live,
    selfCheck,
    storingen,
    waitingFor: () => waitingFor(outbox.waiting(), replica.incompleteScopes().length > 0),
    clock,
    monotonic,
    timers,
    random,
    logger,
    onState: options.onState,
    onRevoked: options.onRevoked,
  })
  const diagnosis = createDiagnosis({ greeting, live, replica, exchange, serverTime, storingen })
  return { attention, outbox, replica, loop, serverTime, limits: greeting.limits, diagnosis }
}
