import { z } from 'zod'
import { openKlantbeeldAction } from '../../shared/domain/rechten/rechten'
import { readRows, type Queryable } from '../db/db'

export interface Curiosity {
  /** Different klanten that this medewerker opened in the last hour. */
  readonly klanten: number
  /** Whether this one is among them: going back to a caller is not curiosity. */
  readonly known: boolean
  /** Until the first of them is an hour ago. */
  readonly freeInSeconds: number
}

const hourSeconds = 3600

const curiositySchema = z
  .object({ klanten: z.int(), known: z.boolean(), vrij: z.int() })
  .transform(({ vrij, ...rest }): Curiosity => ({ ...rest, freeInSeconds: Math.max(1, vrij) }))

/**
 * Counted in the audit itself, so that it holds over all nodes and after a restart. The medewerker's row stays locked until the end of the
 * transaction: questions at the same moment, from whichever desk, are counted one after another.
 */
export const readCuriosity = async (
  tx: Queryable,
  tenant: string,
  medewerkerId: string,
  klant: string,
): Promise<Curiosity> => {
  await tx.query('select from medewerkers where tenant = $1 and id = $2 for no key update', [tenant, medewerkerId])
  const rows = await readRows(
    tx,
    curiositySchema,
    // The action stands in the text: only then its own index is used.
    `select count(*)::int as klanten, coalesce(bool_or(onderwerp = $3), false) as known,
       coalesce(ceil(extract(epoch from min(laatst) - now()) + ${String(hourSeconds)}), 0)::int as vrij
     from (
       select onderwerp, max(op) as laatst from verwerking
       where tenant = $1 and medewerker = $2 and actie = '${openKlantbeeldAction}'
         and op > now() - make_interval(secs => ${String(hourSeconds)})
       group by onderwerp
     ) geopend`,
    [tenant, medewerkerId, klant],
  )
  return z.tuple([z.custom<Curiosity>()]).parse(rows)[0]
}
