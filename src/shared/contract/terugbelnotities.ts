import { z } from 'zod'
import { keySchema } from '../kernel/ids'
import { pogingResultaatSchema, pogingSchema } from '../domain/terugbelnotitie/poging'
import { terugbelnotitieIdSchema, terugbelnotitieSchema } from '../domain/terugbelnotitie/terugbelnotitie'
import { command, query } from './define-contract'

/** `mijn` = claimed by me; `afdeling` = of my afdeling; `uitgezet` = made by me, also finished ones; `alle` = all that I may see. */
export const terugbelLijstSchema = z.enum(['mijn', 'afdeling', 'uitgezet', 'alle'])
export type TerugbelLijst = z.infer<typeof terugbelLijstSchema>

export const terugbelnotitieRegelSchema = z.strictObject({
  ...terugbelnotitieSchema.shape,
  afdelingNaam: z.string(),
  makerNaam: z.string(),
  houderNaam: z.string().nullable(),
  /** True while this desk still has something to tell the server about it. */
  onderweg: z.boolean(),
  /** True while a claim of this desk waits for the server's answer: asked for, not yet mine. */
  claimGevraagd: z.boolean(),
  /** Mine, but two thirds of the lease have gone by without a renewal: a colleague may get it soon. */
  claimBijnaVerlopen: z.boolean(),
  pogingen: z.array(z.strictObject({ ...pogingSchema.shape, doorNaam: z.string() })),
  /** What is being written about the call and not yet sent; kept on this desk through a crash. */
  conceptUitkomst: z.string(),
})
export type TerugbelnotitieRegel = z.infer<typeof terugbelnotitieRegelSchema>

export const terugbelTellingSchema = z.strictObject({
  mijn: z.int(),
  afdeling: z.int(),
  uitgezet: z.int(),
  alle: z.int(),
  /** Of `alle` that are open: deadline passed, deadline today. */
  teLaat: z.int(),
  vandaag: z.int(),
})
export type TerugbelTelling = z.infer<typeof terugbelTellingSchema>

const target = z.strictObject({ id: terugbelnotitieIdSchema })

/** Promises to call back. */
export const terugbelnotitiesContract = {
  /** Nearest deadline first; finished ones last. */
  'terugbelnotities.list': query(
    z.strictObject({ lijst: terugbelLijstSchema, limit: z.int().min(1).max(1000) }),
    z.array(terugbelnotitieRegelSchema),
  ),
  'terugbelnotities.count': query(z.undefined(), terugbelTellingSchema),
  'terugbelnotities.find': query(target, terugbelnotitieRegelSchema),
  /** A wish until the server grants it. */
  'terugbelnotities.claim': command(target, z.null()),
  /** The free note with the nearest deadline, granted at once; null when nothing waits. Only online. */
  'terugbelnotities.claimVolgende': command(
    z.strictObject({ afdelingId: keySchema.nullable() }),
    z.strictObject({ id: terugbelnotitieIdSchema.nullable() }),
  ),
  /** Gives my claim back. */
  'terugbelnotities.geefVrij': command(target, z.null()),
  /** A team lead takes the note away from its holder; who did it and why is in the audit. */
  'terugbelnotities.breekClaim': command(
    z.strictObject({ ...target.shape, reden: z.string().trim().min(1).max(200) }),
    z.null(),
  ),
  /** A call that was tried; kept also when the note is somebody else's. What was being written about it is done with then. */
  'terugbelnotities.registreerPoging': command(
    z.strictObject({ ...target.shape, resultaat: pogingResultaatSchema, toelichting: z.string().max(1000) }),
    z.null(),
  ),
  /** Stores what is being written about a call; answers after it is on disk. */
  'terugbelnotities.bewaarUitkomst': command(
    z.strictObject({ ...target.shape, tekst: z.string().max(100_000) }),
    z.null(),
  ),
  /** Finishes the note; what was being written about it is done with then. */
  'terugbelnotities.handelAf': command(
    z.strictObject({ ...target.shape, uitkomst: z.string().min(1).max(1000) }),
    z.null(),
  ),
} as const
