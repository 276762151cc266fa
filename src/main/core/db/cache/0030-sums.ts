import type { SqliteMigration } from '../../../../shared/node/migrate-sqlite'

/** What a comparison with the server needs: a number per row, and per scope how the last one ended. */
export const migration0030: SqliteMigration = {
  version: 30,
  name: 'sums',
  up: (db) => {
    db.exec(`
      alter table membership add column hash integer not null default 0;
      alter table scope_cursor add column controle text not null default 'nog_niet';
      alter table scope_cursor add column gecontroleerd_op text;
    `)
  },
}
