import { z } from 'zod'
import { appErrorSchema } from '../kernel/app-error-schema'
import { instantSchema } from '../kernel/clock'
import { command, query } from './define-contract'

export const verbindingStatusSchema = z.strictObject({
  /** `verbonden` = live; `traag` = works, but only by asking now and then; `geen` = no server. */
  staat: z.enum(['verbinden', 'verbonden', 'traag', 'geen']),
  /** Since when it is so. */
  sinds: instantSchema,
  /** Last time the server answered. */
  laatsteContact: instantSchema.nullable(),
  /** Intents that the server has not yet confirmed. */
  wachtend: z.int().nonnegative(),
  /** Intents that the server refused and that somebody must look at. */
  aandacht: z.int().nonnegative(),
  /** True until the first full copy of everything this desk holds is in. */
  eersteKopie: z.boolean(),
  /** Why there is no connection, when the server said so itself (signed out, version too old). */
  reden: appErrorSchema.nullable(),
})
export type VerbindingStatus = z.infer<typeof verbindingStatusSchema>

export const aandachtspuntSchema = z.strictObject({
  no: z.int().positive(),
  naam: z.string(),
  error: appErrorSchema,
  /** What was typed, so that nothing is lost. */
  args: z.unknown(),
  at: instantSchema,
})
export type Aandachtspunt = z.infer<typeof aandachtspuntSchema>

/** What this desk and the server know of each other. */
export const verbindingContract = {
  'verbinding.find': query(z.undefined(), verbindingStatusSchema),
  'verbinding.listAandacht': query(z.undefined(), z.array(aandachtspuntSchema)),
  /** The agent has read it and dealt with it. */
  'verbinding.handelAandachtAf': command(z.strictObject({ no: z.int().positive() }), z.null()),
  /** Tries at once instead of at the next planned moment. */
  'verbinding.probeer': command(z.undefined(), z.null()),
} as const
