import { z } from 'zod'
import { civilDateSchema, type CivilDate } from '../../kernel/civil-time'
import { defineEntity } from '../../kernel/entity'
import { keySchema } from '../../kernel/ids'
import { tenantScope } from '../scope'

/** Within how many working days an afdeling calls back, from a date on. Configuration: no norm is written in code. */
export const servicenormSchema = z.object({
  id: keySchema,
  /** null = every afdeling that has no norm of its own. */
  afdelingId: keySchema.nullable(),
  geldigVanaf: civilDateSchema,
  werkdagen: z.int().min(1).max(30),
})

export type Servicenorm = Readonly<z.infer<typeof servicenormSchema>>

export const servicenormEntity = defineEntity({
  name: 'servicenorm',
  table: 'servicenormen',
  schema: servicenormSchema,
  columns: { id: 'text', afdelingId: 'text', geldigVanaf: 'text', werkdagen: 'integer' },
  scopesOf: () => [tenantScope],
})

/** The norm for an afdeling on a day: its own newest valid one, else the gemeente's. */
export const normFor = (
  normen: readonly Servicenorm[],
  afdelingId: string,
  day: CivilDate,
): Servicenorm | undefined => {
  const valid = normen
    .filter((norm) => norm.geldigVanaf <= day)
    .sort((a, b) => b.geldigVanaf.localeCompare(a.geldigVanaf))
  return valid.find((norm) => norm.afdelingId === afdelingId) ?? valid.find((norm) => norm.afdelingId === null)
}
