import type { Migration } from '../migrate'

/**
 * What a klantbeeld is put together with. A klant is known outside the database by a pseudonym only: the HMAC-SHA256 of the number, under a
 * key that is made here and that no statement of the server reads out.
 */
export const klantbeeld: Migration = {
  version: 60,
  name: 'klantbeeld',
  statements: [
    // What is known of a number, newest first; without these every look would read both tables whole.
    `create index contactmomenten_telefoonnummer on contactmomenten (tenant, telefoonnummer, plaatsgevonden_op desc)
      where telefoonnummer is not null`,
    'create index terugbelnotities_telefoonnummer on terugbelnotities (tenant, telefoonnummer, aangemaakt_op desc)',
    // How many different klanten somebody opened in the last hour, asked at every look.
    `create index verwerking_klantbeeld on verwerking (tenant, medewerker, op) where actie = 'klantbeeld.open'`,
    `create table klant_sleutel (
      enig boolean primary key default true check (enig),
      sleutel bytea not null check (length(sleutel) = 64)
    )`,
    // 64 bytes is the block of SHA-256, so the key goes into the HMAC as it is. Random from the database itself: 488 bits of it.
    `insert into klant_sleutel (sleutel)
      select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
        || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())`,
    `create function klant_van(gemeente text, nummer text) returns text language plpgsql stable as $$
      declare
        binnen bytea;
        buiten bytea;
      begin
        select sleutel, sleutel into strict binnen, buiten from klant_sleutel;
        for plaats in 0 .. 63 loop
          binnen := set_byte(binnen, plaats, get_byte(binnen, plaats) # 54);
          buiten := set_byte(buiten, plaats, get_byte(buiten, plaats) # 92);
        end loop;
        return encode(sha256(buiten || sha256(binnen || convert_to(gemeente || '/' || nummer, 'UTF8'))), 'hex');
      end
    $$`,
  ],
}
