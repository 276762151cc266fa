import { z } from 'zod'
import { instantSchema } from '../kernel/clock'
import { keySchema } from '../kernel/ids'
import { epochSchema, scopeSchema } from './cursor'

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
  /** Scopes of which this desk has rows, also half copied ones. What it may not hold comes back as a purge order. */
  holds: z.array(scopeSchema).max(1000).optional(),
})
export type HelloRequest = z.infer<typeof helloRequestSchema>

/** What the gemeente asks of its desks. */
export const deskLimitsSchema = z.object({
  /** After so many days without the server a desk destroys the key of its cache. */
  offlineDays: z.int().positive(),
  /** Seconds between two comparisons of sums. */
  checkSeconds: z.int().positive(),
})
export type DeskLimits = z.infer<typeof deskLimitsSchema>

export const helloResponseSchema = z.object({
  protocol: z.int(),
  epoch: epochSchema,
  medewerkerId: keySchema,
  gemeente: z.string(),
  /** Every scope that this desk holds from now on. */
  scopes: z.array(z.string()),
  /** Scopes whose rows must go, now; the desk answers with `POST /sync/v1/purged` once they are gone. Repeated until it does. */
  purges: z.array(z.string()).default([]),
  serverTime: instantSchema,
  /**
   * The newest number of this desk that the server knows. Higher than what the desk itself ever sent means: this desk's file is an
   * older copy, and its next wishes would be taken for repeats. It goes on under a new client id then.
   */
  lastMutationNo: z.int().nonnegative(),
  limits: deskLimitsSchema.optional(),
})
export type HelloResponse = z.infer<typeof helloResponseSchema>
