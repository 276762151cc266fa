import { z } from 'zod'
import { contactmomentEntity } from '../../shared/domain/contactmoment/contactmoment'
import type { Klantbeeld } from '../../shared/domain/klantbeeld/klantbeeld'
import { mayAct, mayDo, openKlantbeeldAction } from '../../shared/domain/rechten/rechten'
import { klantScope } from '../../shared/domain/scope'
import { terugbelnotitieEntity } from '../../shared/domain/terugbelnotitie/terugbelnotitie'
import { addSeconds } from '../../shared/kernel/clock'
import type { AnyEntity } from '../../shared/kernel/entity'
import { fail, ok, type Result } from '../../shared/kernel/result'
import type { Telefoonnummer } from '../../shared/kernel/telefoonnummer'
import type { Logger } from '../../shared/node/logger'
import { klantbeeldResponseSchema, type KlantbeeldRequest } from '../../shared/sync-protocol/klantbeeld'
import { recordVerwerkingen } from '../audit/verwerking'
import { readNow, readRows, type Db, type Queryable } from '../db/db'
import { selectRows } from '../db/entity-rows'
import type { ServerState } from '../server-state'
import { loadActor, type Actor } from '../sync/actor'
import { findClient } from '../sync/client'
import { readCuriosity } from './curiosity'

export interface KlantbeeldDeps {
  readonly db: Db
  readonly state: ServerState
  readonly logger: Logger
  /** Different klanten that one medewerker may open in an hour; fewer only in tests. */
  readonly klantenPerHour?: number
}

/** Long enough for a gesprek and its wrap-up; what is on a desk after that is not needed for the call. */
const lifeSeconds = 15 * 60

// Four times what a busy telefonist does. Whoever gets here is looking people up.
const standardKlantenPerHour = 60

/** Of each noun the newest: a klant who calls daily must not make a look slow. */
const maxRows = 50

/**
 * `POST /sync/v1/klantbeeld`: what is known of whoever has this number, for whoever may know it. Read and written into the audit in one
 * transaction: nothing is seen that is not in there. Errors: `resync_required`, `forbidden`, `signed_out`, `device_revoked`, `busy`.
 */
export const createOpenKlantbeeld =
  ({ db, state: { tenant }, logger, klantenPerHour = standardKlantenPerHour }: KlantbeeldDeps) =>
  (medewerkerId: string, { clientId, telefoonnummer, doel }: KlantbeeldRequest): Promise<Result<Klantbeeld>> =>
    db.transaction(async (tx): Promise<Result<Klantbeeld>> => {
      const client = await findClient(tx, tenant, clientId, medewerkerId)
      if (!client.ok) return client
      const actor = await loadActor(tx, tenant, medewerkerId)
      if (actor === undefined) return fail({ code: 'signed_out' })
      if (!mayDo(actor.medewerker.rol, openKlantbeeldAction)) {
        return fail({ code: 'forbidden', action: openKlantbeeldAction })
      }
      const klant = await readKlant(tx, tenant, telefoonnummer)
      const curiosity = await readCuriosity(tx, tenant, medewerkerId, klant)
      const allowed = curiosity.known || curiosity.klanten < klantenPerHour
      await recordVerwerkingen(tx, tenant, [
        {
          actie: allowed ? openKlantbeeldAction : 'klantbeeld.geweigerd',
          medewerker: medewerkerId,
          client: clientId,
          onderwerp: klant,
          doel,
          toelichting: null,
        },
      ])
      if (!allowed) {
        logger.warn({ client: clientId, klanten: curiosity.klanten }, 'many klantbeelden opened from one desk')
        return fail({ code: 'busy', retryAfterSeconds: curiosity.freeInSeconds })
      }
      return ok(await assemble(tx, tenant, actor, klant, telefoonnummer))
    })

const klantSchema = z.object({ klant: z.string() })

/** The pseudonym of a number; the key that makes it stays in the database. */
const readKlant = async (tx: Queryable, tenant: string, telefoonnummer: Telefoonnummer): Promise<string> => {
  const rows = await readRows(tx, klantSchema, 'select klant_van($1, $2) as klant', [tenant, telefoonnummer])
  return klantScope(z.tuple([klantSchema]).parse(rows)[0].klant)
}

const assemble = async (
  tx: Queryable,
  tenant: string,
  { medewerker, scopes }: Actor,
  klant: string,
  telefoonnummer: Telefoonnummer,
): Promise<Klantbeeld> => {
  const now = await readNow(tx)
  const statesOf = async (entity: AnyEntity, moment: string): Promise<readonly object[]> => {
    const found = await readRows(
      tx,
      z.object({ id: z.string() }),
      `select id from ${entity.table} where tenant = $1 and telefoonnummer = $2 order by ${moment} desc limit $3`,
      [tenant, telefoonnummer, maxRows],
    )
    const ids = found.map(({ id }) => id)
    const stored = await selectRows(tx, tenant, entity, ids)
    return ids.map((id) => stored.get(id)?.state).filter((state) => state !== undefined)
  }
  // Contactmomenten are of the whole gemeente for everybody who talks with inhabitants; a promise is of its afdeling and its maker.
  const notities = (await statesOf(terugbelnotitieEntity, 'aangemaakt_op')).filter((state) =>
    mayAct(medewerker, scopes, openKlantbeeldAction, terugbelnotitieEntity.scopesOf(state)),
  )
  // The schema drops what is not for this: remarks among colleagues, names and numbers on notes.
  return klantbeeldResponseSchema.parse({
    klant,
    contactmomenten: await statesOf(contactmomentEntity, 'plaatsgevonden_op'),
    terugbelnotities: notities,
    opgehaaldOp: now,
    verlooptOp: addSeconds(now, lifeSeconds),
  })
}
