import type { Migration } from '../migrate'

// Nouns of this step, by table. A later noun brings these lines for itself; `pull-role.test.ts` finds one that did not.
const nouns = [
  ['afdelingen', 'afdeling'],
  ['medewerkers', 'medewerker'],
  ['werkkalenders', 'werkkalender'],
  ['servicenormen', 'servicenorm'],
  ['terugbelnotities', 'terugbelnotitie'],
  ['contactmomenten', 'contactmoment'],
  ['kennisartikelen', 'kennisartikel'],
] as const

// In a subquery of their own: read once per statement and not once per row. A setting that was never made, or ended, is empty: nothing fits.
const tenantOfCall = `(select current_setting('klaar.tenant', true))`
const scopesOfCall = `(select nullif(current_setting('klaar.scopes', true), '')::text[])::text[]`

/**
 * The role that reads for desks, and what it may see: entries of the log in the scopes of this call, and rows that carry one of them. The
 * hash of each row beside it makes sums cheap; it equals `rowHash` of `shared/node/row-hash.ts`.
 */
export const pullRol: Migration = {
  version: 52,
  name: 'pull-rol',
  statements: [
    // A role belongs to the whole cluster: another database of it, or the administrator, may have made it already.
    `do $$ begin
      if not exists (select from pg_roles where rolname = 'klaar_pull') then
        create role klaar_pull nologin;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`,
    `do $$ begin
      if not (select rolsuper from pg_roles where rolname = current_user) and not pg_has_role(current_user, 'klaar_pull', 'usage') then
        execute format('grant klaar_pull to %I', current_user);
      end if;
      execute format('grant usage on schema %I to klaar_pull', current_schema());
    end $$`,
    'grant select on wijzigingslog to klaar_pull',
    'alter table wijzigingslog enable row level security',
    `create policy bereik on wijzigingslog for select to klaar_pull
      using (tenant = ${tenantOfCall} and scope = any(${scopesOfCall}))`,
    // Marked immutable, which `convert_to` is not for its encoding by name: ours is a constant.
    `create function rij_hash(entiteit text, id text, version bigint) returns bigint
      language sql immutable strict parallel safe
      as $$ select ('x' || substr(encode(sha256(convert_to(entiteit || '/' || id || '/' || version, 'UTF8')), 'hex'), 1, 10))::bit(40)::bigint $$`,
    ...nouns.flatMap(([table, noun]) => [
      `alter table ${table} add column hash bigint not null generated always as (rij_hash('${noun}', id, version)) stored`,
      `grant select on ${table} to klaar_pull`,
      `alter table ${table} enable row level security`,
      // The row's own scopes, written with it. Asking the log per row instead made a first copy three times as slow.
      `alter table ${table} add column bereik text[] not null default '{}'`,
      `update ${table} r set bereik = array(
        select w.scope from wijzigingslog w
        where w.tenant = r.tenant and w.entiteit = '${noun}' and w.id = r.id and w.bewerking = 'upsert'
      )`,
      `create policy bereik on ${table} for select to klaar_pull
        using (tenant = ${tenantOfCall} and bereik && ${scopesOfCall})`,
    ]),
  ],
}
