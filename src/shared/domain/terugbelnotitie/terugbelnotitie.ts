import { z } from 'zod'
import { instantSchema, type Instant } from '../../kernel/clock'
import { defineEntity } from '../../kernel/entity'
import { idSchema, keySchema } from '../../kernel/ids'
import { telefoonnummerSchema } from '../../kernel/telefoonnummer'
import { contactmomentIdSchema } from '../contactmoment/contactmoment'
import { afdelingScope, medewerkerScope } from '../scope'
import { pogingSchema } from './poging'

export const terugbelnotitieIdSchema = idSchema('Terugbelnotitie')
export const terugbelnotitieStatusSchema = z.enum(['open', 'geclaimd', 'afgehandeld', 'vervallen'])

const claimSchema = z.object({
  houder: keySchema,
  /** Fencing token: grows with every grant and never goes back, so that a late holder can be told from the present one. */
  token: z.int().positive(),
  /** The server's time. A claim that was given back or broken stays here with an end in the past, which keeps the token. */
  tot: instantSchema,
})

/** A promise to call back (national standard: InterneTaak plus its Klantcontact; the lengths are the standard's). */
export const terugbelnotitieSchema = z.object({
  id: terugbelnotitieIdSchema,
  contactmomentId: contactmomentIdSchema,
  afdelingId: keySchema,
  aangemaaktDoor: keySchema,
  aangemaaktOp: instantSchema,
  naam: z.string().max(200),
  telefoonnummer: telefoonnummerSchema,
  gevraagdeHandeling: z.string().min(1).max(200),
  toelichting: z.string().max(1000),
  /** Before this instant somebody calls; computed once from the norm and said to the caller, never silently moved. */
  bellenVoor: instantSchema,
  status: terugbelnotitieStatusSchema,
  claim: claimSchema.nullable(),
  /** Calls that were tried, oldest first. Facts: they are added, never changed or removed. */
  pogingen: z.array(pogingSchema),
  /** What became of it, for the one who made it and for whoever takes the second call. */
  uitkomst: z.string().max(1000),
  afgehandeldOp: instantSchema.nullable(),
})

export type Terugbelnotitie = Readonly<z.infer<typeof terugbelnotitieSchema>>

export const terugbelnotitieEntity = defineEntity({
  name: 'terugbelnotitie',
  table: 'terugbelnotities',
  schema: terugbelnotitieSchema,
  columns: {
    id: 'text',
    contactmomentId: 'text',
    afdelingId: 'text',
    aangemaaktDoor: 'text',
    aangemaaktOp: 'instant',
    naam: 'text',
    telefoonnummer: 'text',
    gevraagdeHandeling: 'text',
    toelichting: 'text',
    bellenVoor: 'instant',
    status: 'text',
    claim: 'json',
    pogingen: 'json',
    uitkomst: 'text',
    afgehandeldOp: 'instant',
  },
  // The afdeling that has to call, and the maker, who wants to know what became of it.
  scopesOf: (notitie) => [afdelingScope(notitie.afdelingId), medewerkerScope(notitie.aangemaaktDoor)],
})

export const isOpen = (notitie: Pick<Terugbelnotitie, 'status'>): boolean =>
  notitie.status === 'open' || notitie.status === 'geclaimd'

/** A lease that ran out binds nobody: the note is free although its row still names the last holder. */
export const holderAt = (notitie: Pick<Terugbelnotitie, 'claim'>, now: Instant): string | undefined =>
  notitie.claim !== null && notitie.claim.tot > now ? notitie.claim.houder : undefined

/** Whether this medewerker holds the note under this token now: only then may the note be finished under it. */
export const holdsUnder = (
  notitie: Pick<Terugbelnotitie, 'claim'>,
  medewerkerId: string,
  token: number | null,
  now: Instant,
): boolean => holderAt(notitie, now) === medewerkerId && notitie.claim?.token === token
