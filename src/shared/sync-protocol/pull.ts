import { z } from 'zod'
import { instantSchema } from '../kernel/clock'
import { epochSchema, scopeCursorSchema, scopeSchema } from './cursor'
import { changedRowSchema } from './row'

/** Most rows in one page; a page is applied in one transaction on the desk. */
export const maxPageRows = 1000

/** `POST /sync/v1/pull`: what changed in my scopes since these cursors. */
export const pullRequestSchema = z.strictObject({
  clientId: z.uuid(),
  epoch: epochSchema,
  cursors: z.array(scopeCursorSchema).min(1).max(500),
  /** Asks for `sums`, to compare with what lies here. */
  check: z.boolean().optional(),
  /** Scopes whose sums differed at the last check; the desk copies them again. For the server's log: this must never happen. */
  diverged: z.array(scopeSchema).max(500).optional(),
})
export type PullRequest = z.infer<typeof pullRequestSchema>

/**
 * What a desk must hold of one noun in one scope at the cursors of the same page: how many rows, and the sum of `rowHash` over them
 * (`shared/node/row-hash.ts`) as text. Cheap, and the order of rows does not matter.
 */
export const scopeSumSchema = z.object({ scope: z.string(), entity: z.string(), rows: z.int(), sum: z.string() })
export type ScopeSum = z.infer<typeof scopeSumSchema>

export const pullResponseSchema = z.object({
  rows: z.array(changedRowSchema),
  /** Where each asked scope is after this page. */
  cursors: z.array(scopeCursorSchema),
  more: z.boolean(),
  /** Effects of this desk's intents up to this number are in the pages up to here; only meaningful when `more` is false. */
  lastMutationNo: z.int().nonnegative(),
  /** Only when asked, and only when `more` is false. A noun without rows is left out. */
  sums: z.array(scopeSumSchema).optional(),
  serverTime: instantSchema.optional(),
})
export type PullResponse = z.infer<typeof pullResponseSchema>
