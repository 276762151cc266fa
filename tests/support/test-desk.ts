import { randomBytes } from 'node:crypto'
import { cacheMigrations, outboxMigrations } from '../../src/main/core/db/migrations'
import { createAttentionList } from '../../src/main/core/sync/attention'
import { createEntityStore } from '../../src/main/core/sync/entity-store'
import { createExchange } from '../../src/main/core/sync/exchange'
import { createOutbox } from '../../src/main/core/sync/outbox'
import type { ServerLink } from '../../src/main/core/sync/ports'
import { createReplica } from '../../src/main/core/sync/replica'
import { terugbelnotitieEntity } from '../../src/shared/domain/terugbelnotitie/terugbelnotitie'
import type { Clock } from '../../src/shared/kernel/clock'
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
}

/** The sync core of one desk without processes, timers or sockets: a test says when it talks to the server. */
export const createTestDesk = ({ medewerkerId, link, clock, files = openTestFiles() }: TestDeskOptions) => {
  const store = createEntityStore(files.cache)
  let refusals = 0
  const attention = createAttentionList(files.outbox)
  const context = () => ({ medewerkerId, now: clock.now(), authoritative: false })
  const outbox = createOutbox({
    file: files.outbox,
    store,
    attention,
    context,
    logger: silentLogger,
    onChange: () => undefined,
    onRefused: () => {
      refusals += 1
    },
  })
  const unreadable: string[] = []
  const replica = createReplica(files.cache, store, (entity) => unreadable.push(entity))
  outbox.restore()
  const { greet, exchange } = createExchange({
    link,
    replica,
    outbox,
    clock,
    appVersion: 'test',
    logger: silentLogger,
    onRows: () => undefined,
  })
  return {
    files,
    store,
    outbox,
    attention,
    replica,
    unreadable,
    refusals: () => refusals,
    greet,
    exchange,
    /** A whole conversation, as the loop does it. */
    sync: async () => {
      await greet()
      await exchange()
    },
    notitie: (id: string) => store.find(terugbelnotitieEntity, id),
  }
}
