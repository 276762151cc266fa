import { randomBytes } from 'node:crypto'
import { cacheMigrations, outboxMigrations } from '../../src/main/core/db/migrations'
import { createAttentionList } from '../../src/main/core/sync/attention'
import { createEntityStore } from '../../src/main/core/sync/entity-store'
import { createExchange } from '../../src/main/core/sync/exchange'
import { createGreeting } from '../../src/main/core/sync/greeting'
import { createOutbox } from '../../src/main/core/sync/outbox'
import type { ServerLink } from '../../src/main/core/sync/ports'
import { createReplica } from '../../src/main/core/sync/replica'
import { prepareCacheMeta } from '../../src/main/core/sync/replica-tables'
import { createSelfCheck } from '../../src/main/core/sync/self-check'
import { createServerTime } from '../../src/main/core/sync/server-time'
import { terugbelnotitieEntity } from '../../src/shared/domain/terugbelnotitie/terugbelnotitie'
import { millisecondsBetween, type Clock } from '../../src/shared/kernel/clock'
import { silentLogger } from '../../src/shared/node/logger'
import { migrateSqlite } from '../../src/shared/node/migrate-sqlite'
import { openSqlite, type Sqlite } from '../../src/shared/node/sqlite'

/** The desk's two files, as the product opens them, in memory. */
export const openTestFiles = (): { readonly cache: Sqlite; readonly outbox: Sqlite } => ({
  cache: openMigrated('cache'),
  outbox: openMigrated('outbox'),
})

export const openMigrated = (kind: 'cache' | 'outbox'): Sqlite => {
  const db = openSqlite({
    path: ':memory:',
    name: kind,
    key: randomBytes(32),
    durability: 'normal',
    access: 'shared',
    logger: silentLogger,
  })
  migrateSqlite(db, kind, kind === 'cache' ? cacheMigrations : outboxMigrations, silentLogger)
  return db
}

interface TestDeskOptions {
  readonly medewerkerId: string
  readonly link: ServerLink
  readonly clock: Clock
  /** Files of an earlier desk: a restart after a crash. */
  readonly files?: { readonly cache: Sqlite; readonly outbox: Sqlite }
  readonly appVersion?: string
}

/** The sync core of one desk without processes, timers or sockets: a test says when it talks to the server. */
export const createTestDesk = (options: TestDeskOptions) => {
  const { medewerkerId, link, clock, files = openTestFiles(), appVersion = 'test' } = options
  const logger = silentLogger
  const store = createEntityStore(files.cache)
  const monotonic = () => millisecondsBetween('1970-01-01T00:00:00.000Z', clock.now())
  const meta = prepareCacheMeta(files.cache)
  const serverTime = createServerTime({ clock, monotonic, meta: { read: meta.readMeta, write: meta.writeMeta } })
  let refusals = 0
  let missed = 0
  let diverged = 0
  const attention = createAttentionList(files.outbox, store)
  const outbox = createOutbox({
    file: files.outbox,
    store,
    attention,
    context: () => ({ medewerkerId, now: clock.now(), authoritative: false }),
    logger,
    onChange: () => undefined,
    onQueued: () => undefined,
    onRefused: () => {
      refusals += 1
    },
  })
  const unreadable: string[] = []
  const replica = createReplica({
    db: files.cache,
    store,
    appVersion,
    onUnreadable: (entity) => unreadable.push(entity),
  })
  outbox.restore()
  const greeting = createGreeting({ link, replica, outbox, attention, serverTime, meta, appVersion, logger })
  const selfCheck = createSelfCheck({
    replica,
    limits: greeting.limits,
    monotonic,
    random: () => 0.5,
    logger,
    onDiverged: () => {
      diverged += 1
    },
  })
  const { greet, exchange, takeDelta } = createExchange({
    link,
    replica,
    outbox,
    greeting,
    selfCheck,
    serverTime,
    clock,
    logger,
    onRows: () => undefined,
    onMissed: () => {
      missed += 1
    },
  })
  return {
    files,
    store,
    outbox,
    attention,
    replica,
    unreadable,
    selfCheck,
    serverTime,
    limits: greeting.limits,
    refusals: () => refusals,
    /** How often a delta did not fit. */
    missed: () => missed,
    /** How often the sums differed. */
    diverged: () => diverged,
    greet,
    exchange,
    takeDelta,
    /** A whole conversation, as the loop does it. */
    sync: async () => {
      await greet()
      await exchange()
    },
    notitie: (id: string) => store.find(terugbelnotitieEntity, id),
  }
}
