import { z } from 'zod'
import { medewerkerSchema } from '../domain/medewerker/medewerker'
import { keySchema } from '../kernel/ids'
import { command, query } from './define-contract'

export const aanmeldingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('afgemeld') }),
  z.strictObject({
    kind: z.literal('aangemeld'),
    medewerker: medewerkerSchema,
    gemeente: z.string(),
  }),
])
export type Aanmelding = z.infer<typeof aanmeldingSchema>

/** Who sits at this desk. */
export const aanmeldingContract = {
  'aanmelding.find': query(z.undefined(), aanmeldingSchema),
  /** The demo users of the server; `offline` when it cannot be reached. */
  'aanmelding.listDemoMedewerkers': query(
    z.undefined(),
    z.strictObject({ gemeente: z.string(), medewerkers: z.array(medewerkerSchema) }),
  ),
  'aanmelding.aanmelden': command(z.strictObject({ medewerkerId: keySchema }), aanmeldingSchema),
  'aanmelding.afmelden': command(z.undefined(), aanmeldingSchema),
} as const
