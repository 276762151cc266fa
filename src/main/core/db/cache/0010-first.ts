import type { SqliteMigration } from '../../../../shared/node/migrate-sqlite'

/** Nouns of the first working day, and what sync needs to know about their rows. */
export const migration0010: SqliteMigration = {
  version: 10,
  name: 'first',
  up: (db) => {
    db.exec(`
      create table afdelingen (id text primary key, naam text not null, omschrijving text not null) strict, without rowid;
      create table medewerkers (
        id text primary key, naam text not null, rol text not null, afdeling_id text not null
      ) strict, without rowid;
      create table werkkalenders (
        id text primary key, openingstijden text not null, sluitingsdagen text not null
      ) strict, without rowid;
      create table servicenormen (
        id text primary key, afdeling_id text, geldig_vanaf text not null, werkdagen integer not null
      ) strict, without rowid;
      create table kennisartikelen (
        id text primary key, soort text not null, titel text not null, tekst text not null, onderwerpen text not null,
        bijgewerkt_op text not null, bron text not null, licentie text not null
      ) strict;
      create table contactmomenten (
        id text primary key, medewerker_id text not null, kanaal text not null, resultaat text not null,
        onderwerp text not null, inhoud text not null, interne_toelichting text not null, naam text not null,
        telefoonnummer text, artikel_ids text not null, plaatsgevonden_op text not null
      ) strict;
      create table terugbelnotities (
        id text primary key, contactmoment_id text not null, afdeling_id text not null, aangemaakt_door text not null,
        aangemaakt_op text not null, naam text not null, telefoonnummer text not null, gevraagde_handeling text not null,
        toelichting text not null, bellen_voor text not null, status text not null, claim text, uitkomst text not null,
        afgehandeld_op text
      ) strict;

      -- "Vandaag" shows the newest few of thousands.
      create index contactmomenten_recent on contactmomenten (medewerker_id, plaatsgevonden_op desc);
      -- Every list of notes is in order of deadline, open ones first.
      create index terugbelnotities_deadline on terugbelnotities (status, bellen_voor);
      create index terugbelnotities_afdeling on terugbelnotities (afdeling_id, status, bellen_voor);
      -- "What became of my notes?"
      create index terugbelnotities_maker on terugbelnotities (aangemaakt_door, status, bellen_voor);

      -- The server's last word, only while this desk has wishes pending on the row (docs/architecture.md, rebase).
      create table confirmed (entity text not null, id text not null, body text, primary key (entity, id)) strict, without rowid;
      -- Through which scopes a row came here; a row without any left is removed.
      create table membership (
        entity text not null, id text not null, scope text not null, version integer not null,
        primary key (entity, id, scope)
      ) strict, without rowid;
      -- Losing a scope means finding its rows.
      create index membership_scope on membership (scope, entity, id);
      -- cursor is null until the first copy of the scope is complete; snapshot_key is how far that copy got.
      create table scope_cursor (
        scope text primary key, cursor text, snapshot_key text, snapshot_cursor text
      ) strict, without rowid;
      create table meta (key text primary key, value text not null) strict, without rowid;

      -- Search: contentless, because titles and texts already lie in kennisartikelen.
      create table zoek_document (nr integer primary key, artikel_id text not null unique) strict;
      create virtual table zoek_index using fts5 (
        titel, onderwerpen, tekst, content = '', contentless_delete = 1,
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4'
      );
    `)
  },
}
