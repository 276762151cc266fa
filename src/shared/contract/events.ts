import { z } from 'zod'
import { aanmeldingSchema } from './aanmelding'
import { verbindingStatusSchema } from './verbinding'

/** What the core tells every screen. Events say that something changed; screens ask again. */
export const contractEvents = {
  'aanmelding.changed': aanmeldingSchema,
  'verbinding.changed': verbindingStatusSchema,
  'gesprekken.changed': z.null(),
  'terugbelnotities.changed': z.null(),
  'contactmomenten.changed': z.null(),
  'kennisartikelen.changed': z.null(),
  'afdelingen.changed': z.null(),
  'aandacht.changed': z.null(),
} as const

export type ContractEvents = { readonly [Name in keyof typeof contractEvents]: z.infer<(typeof contractEvents)[Name]> }
export type ContractEventName = keyof ContractEvents
