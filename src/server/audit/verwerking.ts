import type { Queryable } from '../db/db'

/** One entry of the audit: who did or saw what, from which desk, and why. Names and numbers of inhabitants never stand in it. */
export interface Verwerking {
  /** An intent's name, or what else was done (`bereik.kopie`, `klantbeeld.open`). */
  readonly actie: string
  readonly medewerker: string
  readonly client: string | null
  /** `entity/id`, a scope, or the pseudonym of a klant. */
  readonly onderwerp: string | null
  readonly doel: string | null
  readonly toelichting: string | null
}

/** Adds entries in the transaction of what they are about: no effect without its entry, and no entry without its effect. */
export const recordVerwerkingen = async (
  tx: Queryable,
  tenant: string,
  entries: readonly Verwerking[],
): Promise<void> => {
  if (entries.length === 0) return
  await tx.query(
    `insert into verwerking (tenant, actie, medewerker, client, onderwerp, doel, toelichting)
     select $1, v.actie, v.medewerker, v.client, v.onderwerp, v.doel, v.toelichting
     from jsonb_to_recordset($2::jsonb)
       as v(actie text, medewerker text, client uuid, onderwerp text, doel text, toelichting text)`,
    [tenant, JSON.stringify(entries)],
  )
}
