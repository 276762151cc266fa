import { z } from 'zod'
import { appErrorSchema } from '../kernel/app-error-schema'

/** RFC 9457 `application/problem+json`: every answer of the server that is not a success. `error` is the same data inside Klaar. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  error: appErrorSchema,
})
export type Problem = z.infer<typeof problemSchema>
