import { z } from 'zod'
import type { AppError } from './result'

const schemas = [
  z.strictObject({ code: z.literal('not_found'), what: z.string() }),
  z.strictObject({ code: z.literal('conflict'), reason: z.string(), current: z.unknown() }),
  z.strictObject({ code: z.literal('validation'), field: z.string(), rule: z.string() }),
  z.strictObject({ code: z.literal('forbidden'), action: z.string() }),
  z.strictObject({ code: z.literal('signed_out') }),
  z.strictObject({ code: z.literal('offline') }),
  z.strictObject({ code: z.literal('core_gone') }),
  z.strictObject({ code: z.literal('resync_required') }),
  z.strictObject({ code: z.literal('busy'), retryAfterSeconds: z.number().nonnegative() }),
  z.strictObject({ code: z.literal('device_revoked') }),
  z.strictObject({ code: z.literal('device_locked') }),
  z.strictObject({ code: z.literal('unsupported_protocol'), supported: z.string() }),
  z.strictObject({ code: z.literal('storage_full') }),
  z.strictObject({ code: z.literal('storage_unwritable') }),
  z.strictObject({ code: z.literal('storage_in_use') }),
  z.strictObject({ code: z.literal('storage_corrupt'), file: z.string() }),
  z.strictObject({ code: z.literal('storage_newer'), file: z.string(), found: z.int(), known: z.int() }),
  z.strictObject({ code: z.literal('wrong_key'), file: z.string() }),
  z.strictObject({ code: z.literal('internal'), logId: z.string() }),
] as const

/** `AppError` as it crosses a process or the wire: errors are data there, never exceptions. */
export const appErrorSchema: z.ZodType<AppError> = z.discriminatedUnion('code', schemas)
