import { z } from 'zod'
import { medewerkerEntity, medewerkerSchema, type Medewerker } from '../../shared/domain/medewerker/medewerker'
import { scopesFor } from '../../shared/domain/rechten/rechten'
import { readRows, type Queryable } from '../db/db'
import { selectRows } from '../db/entity-rows'

/** A signed-in medewerker with what they may hold, as the directory says at this moment. */
export interface Actor {
  readonly medewerker: Medewerker
  readonly scopes: readonly string[]
}

/** Undefined when the medewerker no longer works here. */
export const loadActor = async (db: Queryable, tenant: string, medewerkerId: string): Promise<Actor | undefined> => {
  const stored = (await selectRows(db, tenant, medewerkerEntity, [medewerkerId])).get(medewerkerId)
  if (stored === undefined) return undefined
  const medewerker = medewerkerSchema.parse(stored.state)
  const afdelingen = await readRows(
    db,
    z.object({ id: z.string() }),
    'select id from afdelingen where tenant = $1 order by id',
    [tenant],
  )
  return {
    medewerker,
    scopes: scopesFor(
      medewerker,
      afdelingen.map(({ id }) => id),
    ),
  }
}
