import { z } from 'zod'
import { instantSchema } from '../kernel/clock'
import { keySchema } from '../kernel/ids'
import { epochSchema } from './cursor'

/** `POST /sync/v1/hello`: who is this desk, what does it speak, what may it hold. */
export const helloRequestSchema = z.strictObject({
  clientId: z.uuid(),
  protocol: z.strictObject({ min: z.int(), max: z.int() }),
  appVersion: z.string().max(40),
  /**
   * Every mutation number up to this one is done with: refused, or its effect was pulled. Lets a server that was restored from an older backup
   * continue the numbering instead of refusing the desk for ever.
   */
  settledNo: z.int().nonnegative(),
})
export type HelloRequest = z.infer<typeof helloRequestSchema>

export const helloResponseSchema = z.object({
  protocol: z.int(),
  epoch: epochSchema,
  medewerkerId: keySchema,
  gemeente: z.string(),
  /** Every scope that this desk holds from now on. It removes the rows of any other. */
  scopes: z.array(z.string()),
  serverTime: instantSchema,
  /**
   * The newest number of this desk that the server knows. Higher than what the desk itself ever sent means: this desk's file is an
   * older copy, and its next wishes would be taken for repeats. It goes on under a new client id then.
   */
  lastMutationNo: z.int().nonnegative(),
})
export type HelloResponse = z.infer<typeof helloResponseSchema>
