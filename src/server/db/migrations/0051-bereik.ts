import type { Migration } from '../migrate'

/** What the server knows of each desk beyond its numbering: the scopes that lie there, whether it was withdrawn, and what it asked for. */
export const bereik: Migration = {
  version: 51,
  name: 'bereik',
  statements: [
    'alter table client add column ingetrokken_op timestamptz',
    // `houdt`: may lie there. `wissen`: must go, and stays ordered until the desk's receipt.
    `create table client_bereik (
      tenant text not null,
      client uuid not null,
      scope text collate "C" not null,
      toestand text not null check (toestand in ('houdt', 'wissen')),
      sinds timestamptz not null default now(),
      primary key (tenant, client, scope)
    )`,
    // What a desk was granted for which "give me the next one", so that asking again does not take a second note.
    `create table claim_verzoek (
      tenant text not null,
      client uuid not null,
      verzoek uuid not null,
      notitie text collate "C" not null,
      token bigint not null,
      op timestamptz not null default now(),
      primary key (tenant, client, verzoek)
    )`,
    // The queue of claim-next: nearest deadline first.
    `create index terugbelnotities_wachtrij on terugbelnotities (tenant, bellen_voor, id)
      where status in ('open', 'geclaimd')`,
    `alter table server_staat
      add column offline_dagen integer not null default 14 check (offline_dagen > 0),
      add column controle_seconden integer not null default 300 check (controle_seconden > 0)`,
  ],
}
