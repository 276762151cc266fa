import { z } from 'zod'
import { instantSchema } from '../../kernel/clock'
import { defineEntity } from '../../kernel/entity'
import { idSchema, keySchema } from '../../kernel/ids'
import { telefoonnummerSchema } from '../../kernel/telefoonnummer'
import { kanaalSchema } from '../gesprek/gesprek'
import { medewerkerScope } from '../scope'

export const contactmomentIdSchema = idSchema('Contactmoment')
export const resultaatSchema = z.enum(['zelf_beantwoord', 'terugbelnotitie'])

/** What is registered of one subject when a gesprek is wrapped up (national standard: Klantcontact; the lengths are the standard's). */
export const contactmomentSchema = z.object({
  id: contactmomentIdSchema,
  medewerkerId: keySchema,
  kanaal: kanaalSchema,
  resultaat: resultaatSchema,
  onderwerp: z.string().min(1).max(200),
  /** The inhabitant can read this. */
  inhoud: z.string().max(1000),
  /** Only for us. */
  interneToelichting: z.string().max(1000),
  naam: z.string().max(200),
  telefoonnummer: telefoonnummerSchema.nullable(),
  artikelIds: z.array(keySchema).max(100),
  /** When the conversation took place, never when it was synchronised. */
  plaatsgevondenOp: instantSchema,
})

export type Contactmoment = Readonly<z.infer<typeof contactmomentSchema>>

export const contactmomentEntity = defineEntity({
  name: 'contactmoment',
  table: 'contactmomenten',
  schema: contactmomentSchema,
  columns: {
    id: 'text',
    medewerkerId: 'text',
    kanaal: 'text',
    resultaat: 'text',
    onderwerp: 'text',
    inhoud: 'text',
    interneToelichting: 'text',
    naam: 'text',
    telefoonnummer: 'text',
    artikelIds: 'json',
    plaatsgevondenOp: 'instant',
  },
  scopesOf: (contactmoment) => [medewerkerScope(contactmoment.medewerkerId)],
})
