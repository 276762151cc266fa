import { z } from 'zod'
import { defineEntity } from '../../kernel/entity'
import { keySchema } from '../../kernel/ids'
import { tenantScope } from '../scope'

/** A department that receives terugbelnotities. */
export const afdelingSchema = z.object({
  id: keySchema,
  naam: z.string().min(1).max(80),
  /** What the department is asked about, for the one who has to choose. */
  omschrijving: z.string().max(200),
})

export type Afdeling = Readonly<z.infer<typeof afdelingSchema>>

export const afdelingEntity = defineEntity({
  name: 'afdeling',
  table: 'afdelingen',
  schema: afdelingSchema,
  columns: { id: 'text', naam: 'text', omschrijving: 'text' },
  scopesOf: () => [tenantScope],
})
