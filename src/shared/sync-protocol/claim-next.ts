import { z } from 'zod'
import { keySchema } from '../kernel/ids'

/**
 * `POST /sync/v1/claim-next`: the server picks the free note with the nearest deadline, grants it, and says which. Only online. The grant itself
 * reaches the desk as any change does. Asking again under the same `requestId` gives the same answer while that grant lasts.
 */
export const claimNextRequestSchema = z.strictObject({
  clientId: z.uuid(),
  requestId: z.uuid(),
  /** Only notes of this afdeling; null = of every afdeling that I may see. */
  afdelingId: keySchema.nullable(),
})
export type ClaimNextRequest = z.infer<typeof claimNextRequestSchema>

/** Null: nothing is waiting. */
export const claimNextResponseSchema = z.object({ notitieId: z.uuid().nullable() })
export type ClaimNextResponse = z.infer<typeof claimNextResponseSchema>
