import { z } from 'zod'
import { scopeSchema } from './cursor'

/**
 * `POST /sync/v1/purged`: the rows of these scopes are gone from this desk's file, overwritten and out of its write-ahead log. Sent only
 * after the fact; sending it again is harmless. Answer: `{}`.
 */
export const purgedRequestSchema = z.strictObject({ clientId: z.uuid(), scopes: z.array(scopeSchema).min(1).max(1000) })
export type PurgedRequest = z.infer<typeof purgedRequestSchema>

export const purgedResponseSchema = z.object({})
