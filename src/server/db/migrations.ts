import type { Migration } from './migrate'
import { nouns } from './migrations/0010-nouns'
import { sync } from './migrations/0020-sync'
import { sessies } from './migrations/0030-sessies'
import { pogingen } from './migrations/0040-pogingen'
import { verwerking } from './migrations/0050-verwerking'
import { bereik } from './migrations/0051-bereik'
import { pullRol } from './migrations/0052-pull-rol'
import { klantbeeld } from './migrations/0060-klantbeeld'
import { bewaartermijn } from './migrations/0061-bewaartermijn'
import { volgorde } from './migrations/0090-volgorde'

export const migrations: readonly Migration[] = [
  nouns,
  sync,
  sessies,
  pogingen,
  verwerking,
  bereik,
  pullRol,
  klantbeeld,
  bewaartermijn,
  volgorde,
]
