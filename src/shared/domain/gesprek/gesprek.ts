import { z } from 'zod'
import { instantSchema } from '../../kernel/clock'
import { idSchema, keySchema } from '../../kernel/ids'

export const gesprekIdSchema = idSchema('Gesprek')
export const kanaalSchema = z.enum(['telefoon', 'balie', 'email', 'chat', 'post'])
export type Kanaal = z.infer<typeof kanaalSchema>

export const gesprekStatusSchema = z.enum(['actief', 'geparkeerd', 'afgerond'])

/**
 * What an agent types during a gesprek. Nothing here is refused for being too long or half a number: a draft keeps every word, the
 * rules of the standard are checked at wrap-up. The caps only stop a runaway paste from filling the disk.
 */
export const gesprekTekstSchema = z.strictObject({
  naam: z.string().max(10_000),
  telefoon: z.string().max(10_000),
  vraag: z.string().max(100_000),
  antwoord: z.string().max(100_000),
  intern: z.string().max(100_000),
  afdelingId: keySchema.nullable(),
  artikelIds: z.array(keySchema).max(100),
  /** What was read out to the caller; stays as it was said until the agent asks for a new moment. */
  bellenVoor: instantSchema.nullable(),
})

/** What one keystroke changed. */
export const gesprekTekstPatchSchema = gesprekTekstSchema.partial()
export type GesprekTekstPatch = Readonly<z.infer<typeof gesprekTekstPatchSchema>>

/** A running conversation. Lives in the desk's own encrypted file, never in the synchronised log. */
export const gesprekSchema = z.strictObject({
  id: gesprekIdSchema,
  kanaal: kanaalSchema,
  status: gesprekStatusSchema,
  begonnenOp: instantSchema,
  /** When the last word was stored on disk. */
  bewaardOp: instantSchema,
  /** Since when it waits (`geparkeerd`), or when it was put away without being registered (`afgerond`). */
  geparkeerdOp: instantSchema.nullable(),
  ...gesprekTekstSchema.shape,
})

export type Gesprek = Readonly<z.infer<typeof gesprekSchema>>
export type GesprekId = Gesprek['id']
export type GesprekTekst = Readonly<z.infer<typeof gesprekTekstSchema>>

export const emptyGesprekTekst: GesprekTekst = {
  naam: '',
  telefoon: '',
  vraag: '',
  antwoord: '',
  intern: '',
  afdelingId: null,
  artikelIds: [],
  bellenVoor: null,
}

/** Six callers at once is more than anyone can keep apart (Salesforce and Zammad users say the same). */
export const maxOpenGesprekken = 6
