import type { z } from 'zod'
import { keySchema } from '../kernel/ids'

/** Scopes are data: every synchronised row carries the keys of those who may receive it, a desk holds a set of them. */
export const tenantScope = 't'
export const afdelingScope = (afdelingId: string): string => `afd:${afdelingId}`
export const medewerkerScope = (medewerkerId: string): string => `u:${medewerkerId}`
/** One opened klant: temporary, fetched on demand, never in the log. */
export const klantScope = (klantId: string): string => `k:${klantId}`

/** A scope key as it travels; only the server decides which ones a desk gets. */
export const scopeKeySchema: z.ZodType<string> = keySchema
