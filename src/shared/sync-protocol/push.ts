import { z } from 'zod'
import { appErrorSchema } from '../kernel/app-error-schema'
import { epochSchema } from './cursor'

export const maxPushedIntents = 500

/** One wish of one desk. `(clientId, no)` is its identity: sending it again is always safe. */
export const pushedIntentSchema = z.strictObject({
  no: z.int().positive(),
  name: z.string().min(1).max(100),
  args: z.unknown(),
})
export type PushedIntent = z.infer<typeof pushedIntentSchema>

/** `POST /sync/v1/push`. Numbers are consecutive; one that leaves a gap is refused as a whole (`conflict`, reason `gap`). */
export const pushRequestSchema = z.strictObject({
  clientId: z.uuid(),
  epoch: epochSchema,
  intents: z.array(pushedIntentSchema).min(1).max(maxPushedIntents),
})
export type PushRequest = z.infer<typeof pushRequestSchema>

/**
 * What became of a wish. `applied` and `rejected` are final and stored with the effect; `rejected` leaves the queue for "Vraagt
 * aandacht" and nothing behind it waits. `retry` is not: the server could not decide now, and decided nothing behind it either.
 */
export const intentOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('applied'), no: z.int().positive() }),
  z.object({ kind: z.literal('rejected'), no: z.int().positive(), error: appErrorSchema }),
  z.object({ kind: z.literal('retry'), no: z.int().positive() }),
])
export type IntentOutcome = z.infer<typeof intentOutcomeSchema>

export const pushResponseSchema = z.object({ outcomes: z.array(intentOutcomeSchema) })
export type PushResponse = z.infer<typeof pushResponseSchema>
