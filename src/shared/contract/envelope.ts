import { z } from 'zod'
import { appErrorSchema } from '../kernel/app-error-schema'

/** What a transport carries, the same over Electron IPC, a process channel and a WebSocket. Names and inputs are checked by `serveContract`. */
export const requestEnvelopeSchema = z.strictObject({
  id: z.int().nonnegative(),
  name: z.string().max(100),
  /** Absent for operations without input: JSON has no undefined. */
  input: z.unknown().optional(),
})
export type RequestEnvelope = z.infer<typeof requestEnvelopeSchema>

export const replyEnvelopeSchema = z.discriminatedUnion('ok', [
  z.strictObject({ id: z.int().nonnegative(), ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ id: z.int().nonnegative(), ok: z.literal(false), error: appErrorSchema }),
])
export type ReplyEnvelope = z.infer<typeof replyEnvelopeSchema>

export const eventEnvelopeSchema = z.strictObject({ event: z.string().max(100), payload: z.unknown() })
export type EventEnvelope = z.infer<typeof eventEnvelopeSchema>

/** The one shape of a way to reach an agent core. */
export interface AgentTransport {
  readonly request: (envelope: RequestEnvelope) => Promise<ReplyEnvelope>
  /** Returns the function that ends the subscription. */
  readonly onEvent: (listener: (event: EventEnvelope) => void) => () => void
}
