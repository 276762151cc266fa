import { z } from 'zod'
import { cursorSchema } from './cursor'
import { changedRowSchema } from './row'

/**
 * Frames of the live channel. It only makes things fast; a desk that never gets one still converges by pulling. Three ways to the same
 * frames: `WS /sync/v1/live?clientId=...`, `GET /sync/v1/live/events?clientId=...&at=...` (server-sent events, one frame per `data`),
 * and `POST /sync/v1/live/poll`. A desk ignores frames that it does not know.
 */
export const liveFrameSchema = z.discriminatedUnion('kind', [
  /** Something changed in one of your scopes: pull. Carries no data. */
  z.object({ kind: z.literal('poke') }),
  /**
   * Everything that changed for this desk after `from`, up to and including `to`. Applies only when every cursor of the desk equals `from`
   * and no first copy is under way; otherwise it counts as a poke. Rows mean what they mean in a page.
   */
  z.object({ kind: z.literal('delta'), from: cursorSchema, to: cursorSchema, rows: z.array(changedRowSchema) }),
  /** From a desk: all my cursors stand here. Deltas start after the first one. */
  z.object({ kind: z.literal('at'), cursor: cursorSchema }),
  /** Your rights changed: say hello again. */
  z.object({ kind: z.literal('rehello') }),
  /** This server stops soon: come back after so long, so that not everybody comes at once. */
  z.object({ kind: z.literal('drain'), retryAfterMs: z.int().nonnegative() }),
  z.object({ kind: z.literal('ping') }),
  z.object({ kind: z.literal('pong') }),
])
export type LiveFrame = z.infer<typeof liveFrameSchema>

/** A desk pings this often (over SSE: the server does) and gives a silent channel up after twice that. */
export const pingIntervalMs = 15_000

/** How long the server holds a poll without news. */
export const pollHoldMs = 25_000

/** `POST /sync/v1/live/poll`: answers as soon as there is a frame, or with none after `pollHoldMs`. Without `at`: pokes only. */
export const livePollRequestSchema = z.strictObject({ clientId: z.uuid(), at: cursorSchema.optional() })
export type LivePollRequest = z.infer<typeof livePollRequestSchema>

export const livePollResponseSchema = z.object({ frames: z.array(liveFrameSchema) })

/** `POST /sync/v1/live/at`: the `at` frame of a desk whose channel has no way back (SSE). Answer: `{}`. */
export const liveAtRequestSchema = z.strictObject({ clientId: z.uuid(), cursor: cursorSchema })
