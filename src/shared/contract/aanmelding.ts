import { z } from 'zod'
import { medewerkerSchema } from '../domain/medewerker/medewerker'
import { instantSchema } from '../kernel/clock'
import { keySchema } from '../kernel/ids'
import { command, query } from './define-contract'

export const aanmeldingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('afgemeld') }),
  z.strictObject({
    kind: z.literal('aangemeld'),
    medewerker: medewerkerSchema,
    gemeente: z.string(),
  }),
  /** Still signed in, but nothing of it is open: the files are closed and every other operation fails with `signed_out`. */
  z.strictObject({
    kind: z.literal('vergrendeld'),
    medewerker: medewerkerSchema,
    gemeente: z.string(),
    sinds: instantSchema,
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
  /** Nothing when nobody is signed in. */
  'aanmelding.vergrendel': command(z.undefined(), aanmeldingSchema),
  'aanmelding.ontgrendel': command(z.undefined(), aanmeldingSchema),
} as const
