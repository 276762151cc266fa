import type { Migration } from '../migrate'

/**
 * The audit. Only ever added to: the trigger refuses changing and removing, also to a mistake of our own. Whoever owns the table can take the
 * trigger away, and that shows in the schema.
 */
export const verwerking: Migration = {
  version: 50,
  name: 'verwerking',
  statements: [
    `create table verwerking (
      id bigint generated always as identity primary key,
      tenant text not null,
      op timestamptz not null default now(),
      actie text not null,
      medewerker text not null,
      client uuid,
      onderwerp text,
      doel text,
      toelichting text
    )`,
    // "What happened to this one", and "what did this colleague do".
    'create index verwerking_onderwerp on verwerking (tenant, onderwerp, id)',
    'create index verwerking_medewerker on verwerking (tenant, medewerker, id)',
    `create function verwerking_blijft() returns trigger language plpgsql as $$
      begin
        raise exception 'verwerking is only added to' using errcode = 'insufficient_privilege';
      end
    $$`,
    `create trigger verwerking_blijft before update or delete on verwerking
      for each row execute function verwerking_blijft()`,
    `create trigger verwerking_blijft_heel before truncate on verwerking
      for each statement execute function verwerking_blijft()`,
  ],
}
