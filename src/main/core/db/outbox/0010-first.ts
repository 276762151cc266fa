import type { SqliteMigration } from '../../../../shared/node/migrate-sqlite'

/** What exists nowhere else: wishes that the server has not confirmed, refused ones, and running gesprekken. */
export const migration0010: SqliteMigration = {
  version: 10,
  name: 'first',
  up: (db) => {
    db.exec(`
      -- autoincrement: a number that was once used is never given out again, also not after a delete.
      create table intents (
        no integer primary key autoincrement, name text not null, entity text not null, target text not null,
        args text not null, created_at text not null,
        state text not null default 'pending' check (state in ('pending', 'applied'))
      ) strict;
      -- Rebase asks for the wishes of one row.
      create index intents_target on intents (entity, target, no);
      create table attention (
        no integer primary key, name text not null, args text not null, error text not null, at text not null
      ) strict;
      create table meta (key text primary key, value text not null) strict, without rowid;
      create table gesprekken (
        id text primary key, kanaal text not null, status text not null, begonnen_op text not null,
        bewaard_op text not null, geparkeerd_op text, naam text not null, telefoon text not null, vraag text not null,
        antwoord text not null, intern text not null, afdeling_id text, artikel_ids text not null,
        bellen_voor text
      ) strict, without rowid;
      -- What a colleague is writing about a call that is still going on: nowhere else until it is sent.
      create table uitkomst_concepten (notitie_id text primary key, tekst text not null) strict, without rowid;
    `)
  },
}
