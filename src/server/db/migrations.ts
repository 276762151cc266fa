import type { Migration } from './migrate'
import { nouns } from './migrations/0010-nouns'
import { sync } from './migrations/0020-sync'
import { sessies } from './migrations/0030-sessies'

export const migrations: readonly Migration[] = [nouns, sync, sessies]
