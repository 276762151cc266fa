import { z } from 'zod'
import { medewerkerEntity, medewerkerSchema, type Medewerker } from '../../shared/domain/medewerker/medewerker'
import { scopesFor } from '../../shared/domain/rechten/rechten'
import type { Queryable } from '../db/db'

/** A signed-in medewerker with what they may hold, as the directory says at this moment. */
export interface Actor {
  readonly medewerker: Medewerker
  readonly scopes: readonly string[]
}

const afdelingenSchema = z.object({ afdelingen: z.array(z.string()) })

/** Undefined when the medewerker no longer works here. One question: every call of every desk asks it. */
export const loadActor = async (db: Queryable, tenant: string, medewerkerId: string): Promise<Actor | undefined> => {
  const names = medewerkerEntity.columns.map(({ name }) => `m.${name}`)
  const [row] = await db.query(
    `select ${names.join(', ')},
       (select coalesce(jsonb_agg(a.id order by a.id), '[]') from afdelingen a where a.tenant = $1) as afdelingen
     from medewerkers m where m.tenant = $1 and m.id = $2`,
    [tenant, medewerkerId],
  )
  if (row === undefined) return undefined
  const medewerker = medewerkerSchema.parse(medewerkerEntity.decode(row))
  return { medewerker, scopes: scopesFor(medewerker, afdelingenSchema.parse(row).afdelingen) }
}
