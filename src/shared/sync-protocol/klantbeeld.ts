import { z } from 'zod'
import { doelSchema, klantbeeldSchema } from '../domain/klantbeeld/klantbeeld'
import { telefoonnummerSchema } from '../kernel/telefoonnummer'

/** `POST /sync/v1/klantbeeld`: what is known of whoever has this number. In the body, never in an address. Every look is in the audit. */
export const klantbeeldRequestSchema = z.strictObject({
  clientId: z.uuid(),
  telefoonnummer: telefoonnummerSchema,
  doel: doelSchema,
})
export type KlantbeeldRequest = z.infer<typeof klantbeeldRequestSchema>

export const klantbeeldResponseSchema = klantbeeldSchema
