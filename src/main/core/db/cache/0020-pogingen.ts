import type { SqliteMigration } from '../../../../shared/node/migrate-sqlite'

/** Calls that were tried, on the note itself. */
export const migration0020: SqliteMigration = {
  version: 20,
  name: 'pogingen',
  up: (db) => {
    db.exec(`alter table terugbelnotities add column pogingen text not null default '[]'`)
  },
}
