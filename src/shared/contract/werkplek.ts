import { z } from 'zod'
import { appErrorSchema } from '../kernel/app-error-schema'
import { query } from './define-contract'

/** What kind of desk this is: shell, version, how its secrets are kept, and what is wrong with it, if anything. */
export const werkplekSchema = z.strictObject({
  versie: z.string(),
  schil: z.enum(['electron', 'browser']),
  /** `systeem` = the operating system's key store; `bestand` = a file only this user can read (development). */
  sleutelbewaring: z.enum(['systeem', 'bestand']),
  /** Why the desk's own storage could not be opened; every other operation fails with it then. */
  storing: appErrorSchema.nullable(),
})
export type Werkplek = z.infer<typeof werkplekSchema>

export const werkplekContract = {
  'werkplek.find': query(z.undefined(), werkplekSchema),
} as const
