import { z } from 'zod'
import { epochSchema, scopeCursorSchema } from './cursor'
import { changedRowSchema } from './row'

/** Most rows in one page; a page is applied in one transaction on the desk. */
export const maxPageRows = 1000

/** `POST /sync/v1/pull`: what changed in my scopes since these cursors. */
export const pullRequestSchema = z.strictObject({
  clientId: z.uuid(),
  epoch: epochSchema,
  cursors: z.array(scopeCursorSchema).min(1).max(500),
})
export type PullRequest = z.infer<typeof pullRequestSchema>

export const pullResponseSchema = z.object({
  rows: z.array(changedRowSchema),
  /** Where each asked scope is after this page. */
  cursors: z.array(scopeCursorSchema),
  more: z.boolean(),
  /** Effects of this desk's intents up to this number are in the pages up to here; only meaningful when `more` is false. */
  lastMutationNo: z.int().nonnegative(),
})
export type PullResponse = z.infer<typeof pullResponseSchema>
