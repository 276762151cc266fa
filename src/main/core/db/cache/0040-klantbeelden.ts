import type { SqliteMigration } from '../../../../shared/node/migrate-sqlite'

/** What was fetched about one caller, until it expires. No scope, no cursor, no search: nothing else in this file knows of it. */
export const migration0040: SqliteMigration = {
  version: 40,
  name: 'klantbeelden',
  up: (db) => {
    db.exec(`
      create table klantbeelden (
        klant text not null, doel text not null, telefoonnummer text not null, body text not null,
        verloopt_op text not null, primary key (klant, doel)
      ) strict, without rowid;
    `)
  },
}
