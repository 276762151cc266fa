import type { Migration } from '../migrate'

/** Calls that were tried, as facts on the note itself: they travel, are shown and are removed with it. */
export const pogingen: Migration = {
  version: 40,
  name: 'pogingen',
  statements: [`alter table terugbelnotities add column pogingen jsonb not null default '[]'`],
}
