import type { Migration } from '../migrate'

/**
 * One table per synchronised noun. `tenant` opens every key, so that one database can serve several gemeenten later. Ids compare byte
 * by byte (`collate "C"`): snapshots page over them and must not depend on the language of the database.
 */
export const nouns: Migration = {
  version: 10,
  name: 'nouns',
  statements: [
    `create table afdelingen (
      tenant text not null,
      id text collate "C" not null,
      version bigint not null,
      naam text not null,
      omschrijving text not null,
      primary key (tenant, id)
    )`,
    `create table medewerkers (
      tenant text not null,
      id text collate "C" not null,
      version bigint not null,
      naam text not null,
      rol text not null,
      afdeling_id text not null,
      primary key (tenant, id)
    )`,
    `create table werkkalenders (
      tenant text not null,
      id text collate "C" not null,
      version bigint not null,
      openingstijden jsonb not null,
      sluitingsdagen jsonb not null,
      primary key (tenant, id)
    )`,
    `create table servicenormen (
      tenant text not null,
      id text collate "C" not null,
      version bigint not null,
      afdeling_id text,
      geldig_vanaf text not null,
      werkdagen integer not null,
      primary key (tenant, id)
    )`,
    `create table terugbelnotities (
      tenant text not null,
      id text collate "C" not null,
      version bigint not null,
      contactmoment_id text not null,
      afdeling_id text not null,
      aangemaakt_door text not null,
      aangemaakt_op timestamptz not null,
      naam text not null,
      telefoonnummer text not null,
      gevraagde_handeling text not null,
      toelichting text not null,
      bellen_voor timestamptz not null,
      status text not null,
      claim jsonb,
      uitkomst text not null,
      afgehandeld_op timestamptz,
      primary key (tenant, id)
    )`,
    `create table contactmomenten (
      tenant text not null,
      id text collate "C" not null,
      version bigint not null,
      medewerker_id text not null,
      kanaal text not null,
      resultaat text not null,
      onderwerp text not null,
      inhoud text not null,
      interne_toelichting text not null,
      naam text not null,
      telefoonnummer text,
      artikel_ids jsonb not null,
      plaatsgevonden_op timestamptz not null,
      primary key (tenant, id)
    )`,
    `create table kennisartikelen (
      tenant text not null,
      id text collate "C" not null,
      version bigint not null,
      soort text not null,
      titel text not null,
      tekst text not null,
      onderwerpen jsonb not null,
      bijgewerkt_op text not null,
      bron text not null,
      licentie text not null,
      primary key (tenant, id)
    )`,
  ],
}
