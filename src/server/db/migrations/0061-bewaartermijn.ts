import type { Migration } from '../migrate'

/** What is needed to forget in time, and to end what a withdrawn device still has. */
export const bewaartermijn: Migration = {
  version: 61,
  name: 'bewaartermijn',
  statements: [
    // Where the counter stood at which moment. The log itself has no times: a row's newest number is enough to order it.
    `create table teller_moment (
      tenant text not null,
      op timestamptz not null default now(),
      laatste bigint not null,
      primary key (tenant, op)
    )`,
    // Of the log up to here the removals are forgotten: a desk that stands before it has to copy again.
    'alter table tenant_teller add column vergeten_tot bigint not null default 0',
    // Outcomes are forgotten by age; without it every run would read them all.
    'create index intent_uitkomst_op on intent_uitkomst (tenant, op)',
    // Removals are a small part of the log and go in order of number.
    `create index wijzigingslog_verwijderd on wijzigingslog (tenant, volgnummer) where bewerking = 'remove'`,
    // The desk that last said hello with this session: withdrawing the desk ends the session with it.
    'alter table sessie add column client uuid',
    `alter table client add column versie text not null default ''`,
  ],
}
