import { z } from 'zod'
import { contactmomentSchema } from '../domain/contactmoment/contactmoment'
import { query } from './define-contract'

/** What this medewerker registered. */
export const contactmomentenContract = {
  /** Newest first. */
  'contactmomenten.listRecent': query(
    z.strictObject({ limit: z.int().min(1).max(200) }),
    z.array(z.strictObject({ ...contactmomentSchema.shape, onderweg: z.boolean() })),
  ),
} as const
