import { z } from 'zod'
import { cursorSchema, epochSchema } from './cursor'
import { changedRowSchema } from './row'

/**
 * `GET /sync/v1/snapshot/:scope?after=KEY&clientId=UUID`: gzip NDJSON. A desk of protocol 1 does not say who it is. The
 * header's cursor was read before the scan, so a row may be newer than it: harmless, rows are upserts. `key` is where an interrupted
 * download goes on.
 */
export const snapshotLineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('header'), epoch: epochSchema, cursor: cursorSchema }),
  z.object({ kind: z.literal('row'), key: z.string(), row: changedRowSchema }),
  /** Without this line the download was cut short. */
  z.object({ kind: z.literal('end'), rows: z.int().nonnegative() }),
])
export type SnapshotLine = z.infer<typeof snapshotLineSchema>
