import { z } from 'zod'
import { instantSchema } from '../../kernel/clock'
import { idSchema, keySchema } from '../../kernel/ids'

export const pogingIdSchema = idSchema('Poging')
export const pogingResultaatSchema = z.enum(['bereikt', 'niet_bereikt', 'voicemail'])

/** A call that was tried. */
export const pogingSchema = z.object({
  id: pogingIdSchema,
  door: keySchema,
  /** When the call took place, by the desk's own clock: shown, never used to decide. */
  op: instantSchema,
  /** When the server heard of it. */
  gemeldOp: instantSchema,
  resultaat: pogingResultaatSchema,
  toelichting: z.string().max(1000),
  /** Made by somebody who did not hold the note then: shown on both desks, so that two calls to one inhabitant are never silent. */
  buitenClaim: z.boolean(),
})

export type Poging = Readonly<z.infer<typeof pogingSchema>>
