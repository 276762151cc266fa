import type { Migration } from '../migrate'

/** What the sync protocol keeps: the log with its counter, the desks, and the outcome of every intent (docs/sync-protocol.md). */
export const sync: Migration = {
  version: 20,
  name: 'sync',
  statements: [
    `create table server_staat (
      tenant text not null primary key,
      gemeente text not null,
      demo boolean not null,
      epoch uuid not null
    )`,
    `insert into server_staat (tenant, gemeente, demo, epoch) values ('gemeente', '', false, gen_random_uuid())`,
    `create table tenant_teller (
      tenant text not null primary key,
      laatste bigint not null
    )`,
    `insert into tenant_teller (tenant, laatste) select tenant, 0 from server_staat`,
    // Only the newest entry per row of a scope exists: the key is the scope's membership, which snapshots read in id order.
    `create table wijzigingslog (
      tenant text not null,
      scope text collate "C" not null,
      entiteit text collate "C" not null,
      id text collate "C" not null,
      volgnummer bigint not null,
      bewerking text not null check (bewerking in ('upsert', 'remove')),
      primary key (tenant, scope, entiteit, id)
    )`,
    // Pull reads a scope's entries after a cursor in order; unique because a number names one entry.
    `create unique index wijzigingslog_volgorde on wijzigingslog (tenant, scope, volgnummer)`,
    `create table client (
      tenant text not null,
      id uuid not null,
      medewerker text not null,
      laatste_no bigint not null,
      protocol integer not null,
      gezien_op timestamptz not null default now(),
      primary key (tenant, id)
    )`,
    `create table intent_uitkomst (
      tenant text not null,
      client uuid not null,
      no bigint not null,
      uitkomst jsonb not null,
      op timestamptz not null default now(),
      primary key (tenant, client, no)
    )`,
  ],
}
