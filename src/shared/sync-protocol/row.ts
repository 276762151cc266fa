import { z } from 'zod'

const identity = { scope: z.string(), entity: z.string(), id: z.string() }

/**
 * One row of one scope. `upsert` carries the current state, however often it changed; `remove` says it is no longer part of the
 * scope (deleted, or moved to another one). The state is checked by the noun's own schema when it is applied.
 */
export const changedRowSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('upsert'), ...identity, version: z.int().positive(), state: z.unknown() }),
  z.object({ op: z.literal('remove'), ...identity }),
])
export type ChangedRow = z.infer<typeof changedRowSchema>
