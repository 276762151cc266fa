import { z } from 'zod'

/**
 * Frames of `WS /sync/v1/live?clientId=...` (bearer token in the `authorization` header). The socket only makes things fast; a desk that
 * never gets one still converges by pulling.
 */
export const liveFrameSchema = z.discriminatedUnion('kind', [
  /** Something changed in one of your scopes: pull. Carries no data. */
  z.object({ kind: z.literal('poke') }),
  /** Your rights changed: say hello again. */
  z.object({ kind: z.literal('rehello') }),
  z.object({ kind: z.literal('ping') }),
  z.object({ kind: z.literal('pong') }),
])
export type LiveFrame = z.infer<typeof liveFrameSchema>

/** A desk pings this often and gives a silent socket up after twice that. */
export const pingIntervalMs = 15_000
