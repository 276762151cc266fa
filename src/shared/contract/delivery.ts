import { z } from 'zod'
import { eventEnvelopeSchema, replyEnvelopeSchema } from './envelope'

/** What comes from the core's side where one pipe carries both answers and events (process channel, WebSocket). */
export const deliverySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply'), reply: replyEnvelopeSchema }),
  z.strictObject({ kind: z.literal('event'), event: eventEnvelopeSchema }),
])
export type Delivery = z.infer<typeof deliverySchema>
