import type { Migration } from '../migrate'

/** Who is signed in. Only a hash of the token is kept: whoever reads the table cannot use what stands in it. */
export const sessies: Migration = {
  version: 30,
  name: 'sessies',
  statements: [
    `create table sessie (
      tenant text not null,
      token_hash text not null,
      medewerker text not null,
      vervalt_op timestamptz not null,
      primary key (tenant, token_hash)
    )`,
    // Signing in removes what has expired; without this it would read every session to find those.
    `create index sessie_vervalt on sessie (vervalt_op)`,
  ],
}
