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

/** Whether what lies here equals what the server has. `hersteld`: it did not, and this scope was copied again. */
export const controleSchema = z.enum(['nog_niet', 'klopt', 'hersteld'])
export type Controle = z.infer<typeof controleSchema>

export const diagnoseSchema = z.strictObject({
  versie: z.string(),
  /** The version of the messages that was agreed on; null before the first contact. */
  protocol: z.int().nullable(),
  /** How changes come in; `geen` = by asking now and then. */
  kanaal: z.enum(['websocket', 'sse', 'poll', 'geen']),
  laatsteContact: instantSchema.nullable(),
  /** This computer's clock minus the server's; null before the first contact. Shown only: it decides nothing. */
  klokverschilMs: z.int().nullable(),
  /** Without contact the cache of this desk is locked at this moment. */
  vergrendeltOp: instantSchema.nullable(),
  /** Oldest first. `naam` is the intent's; never what was typed. */
  wachtend: z.array(z.strictObject({ no: z.int(), naam: z.string(), sinds: instantSchema, verstuurd: z.boolean() })),
  delen: z.array(
    z.strictObject({
      /** What kind of scope, and of which afdeling; never of whom. */
      soort: z.enum(['gemeente', 'afdeling', 'eigen']),
      naam: z.string().nullable(),
      rijen: z.int(),
      /** Null while the first copy is under way. */
      bijgewerktOp: instantSchema.nullable(),
      controle: controleSchema,
      gecontroleerdOp: instantSchema.nullable(),
    }),
  ),
  /** Newest first: what went wrong in this session. */
  storingen: z.array(z.strictObject({ op: instantSchema, code: z.string() })),
})
export type Diagnose = z.infer<typeof diagnoseSchema>

const puntSchema = z.strictObject({ no: z.int().positive() })

/** What this desk and the server know of each other. */
export const verbindingContract = {
  'verbinding.find': query(z.undefined(), verbindingStatusSchema),
  /** Everything about the connection, without personal data. */
  'verbinding.diagnose': query(z.undefined(), diagnoseSchema),
  'verbinding.listAandacht': query(z.undefined(), z.array(aandachtspuntSchema)),
  /** The agent has read it and dealt with it. */
  'verbinding.handelAandachtAf': command(puntSchema, z.null()),
  /** Offers it again under a new number, with the arguments as they were or as they are now. It leaves the list when it is queued. */
  'verbinding.verstuurOpnieuw': command(
    z.strictObject({ ...puntSchema.shape, args: z.unknown().optional() }),
    z.null(),
  ),
  /** Puts a dealt-with one back, within this session. */
  'verbinding.zetAandachtTerug': command(puntSchema, z.null()),
  /** Tries at once instead of at the next planned moment, over a new live channel: also after sleep or a change of network. */
  'verbinding.probeer': command(z.undefined(), z.null()),
  /** Compares what lies here with the server, now. */
  'verbinding.controleer': command(z.undefined(), z.null()),
} as const
