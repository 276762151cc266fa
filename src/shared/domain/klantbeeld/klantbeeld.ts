import { z } from 'zod'
import { instantSchema } from '../../kernel/clock'
import { keySchema } from '../../kernel/ids'
import { contactmomentSchema } from '../contactmoment/contactmoment'
import { terugbelnotitieSchema } from '../terugbelnotitie/terugbelnotitie'

/** Why somebody looks at a person; goes into the audit with every look. */
export const doelSchema = z.enum(['gesprek', 'terugbellen'])

/**
 * What is known of one klant, put together by the server when somebody opens it. Never part of a scope's log, search index or
 * snapshot: a desk keeps it until `verlooptOp` (the server's time) and then removes it.
 */
export const klantbeeldSchema = z.object({
  /** Scope key of the opened klant, `k:...`: a pseudonym that only the server can lead back to a number. */
  klant: keySchema,
  contactmomenten: z.array(contactmomentSchema.omit({ interneToelichting: true, artikelIds: true })),
  terugbelnotities: z.array(
    terugbelnotitieSchema.pick({
      id: true,
      afdelingId: true,
      aangemaaktOp: true,
      gevraagdeHandeling: true,
      bellenVoor: true,
      status: true,
      uitkomst: true,
      afgehandeldOp: true,
    }),
  ),
  opgehaaldOp: instantSchema,
  verlooptOp: instantSchema,
})

export type Klantbeeld = Readonly<z.infer<typeof klantbeeldSchema>>
