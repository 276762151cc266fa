import type { SqliteMigration } from '../../../shared/node/migrate-sqlite'
import { migration0010 as cache0010 } from './cache/0010-first'
import { migration0020 as cache0020 } from './cache/0020-pogingen'
import { migration0030 as cache0030 } from './cache/0030-sums'
import { migration0040 as cache0040 } from './cache/0040-klantbeelden'
import { migration0010 as outbox0010 } from './outbox/0010-first'

/** In order. Released steps never change; the next one is ten higher. */
export const cacheMigrations: readonly SqliteMigration[] = [cache0010, cache0020, cache0030, cache0040]
export const outboxMigrations: readonly SqliteMigration[] = [outbox0010]
