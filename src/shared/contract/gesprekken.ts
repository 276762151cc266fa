import { z } from 'zod'
import { resultaatSchema } from '../domain/contactmoment/contactmoment'
import { gesprekIdSchema, gesprekSchema, gesprekTekstPatchSchema, kanaalSchema } from '../domain/gesprek/gesprek'
import { terugbelnotitieIdSchema } from '../domain/terugbelnotitie/terugbelnotitie'
import { instantSchema } from '../kernel/clock'
import { keySchema } from '../kernel/ids'
import { command, query } from './define-contract'

const target = z.strictObject({ id: gesprekIdSchema })

export const terugbelVoorstelSchema = z.strictObject({
  bellenVoor: instantSchema,
  /** For the caller's ear: `voor dinsdag 24 november 12:00`. */
  gesproken: z.string(),
  /** Why it is that moment, for the agent. */
  uitleg: z.string(),
})
export type TerugbelVoorstel = z.infer<typeof terugbelVoorstelSchema>

/** Running conversations of this desk. */
export const gesprekkenContract = {
  /** Those not wrapped up, oldest first. */
  'gesprekken.list': query(z.undefined(), z.array(gesprekSchema)),
  /** Parks the running one. `conflict` with reason `too_many` above the limit. */
  'gesprekken.start': command(z.strictObject({ kanaal: kanaalSchema }), gesprekSchema),
  /** Stores what was typed; answers after it is on disk. */
  'gesprekken.bewaar': command(
    z.strictObject({ id: gesprekIdSchema, tekst: gesprekTekstPatchSchema }),
    z.strictObject({ bewaardOp: instantSchema }),
  ),
  'gesprekken.parkeer': command(target, gesprekSchema),
  /** Makes this the running one and parks the other. */
  'gesprekken.hervat': command(target, gesprekSchema),
  /** Puts a gesprek away without registering it. It can be fetched back with `herstel`. */
  'gesprekken.verwijder': command(target, z.null()),
  'gesprekken.herstel': command(target, gesprekSchema),
  /** The deadline to promise now for this afdeling, from norm and werkkalender. */
  'gesprekken.voorstelTerugbellen': query(z.strictObject({ afdelingId: keySchema }), terugbelVoorstelSchema),
  /**
   * Wraps up: registers the contactmoment and, for a terugbelnotitie, the promise with the moment that was said to the caller. All
   * of it is durable before the answer. `validation` names the field that does not fit; nothing has changed then.
   */
  'gesprekken.rondAf': command(
    z.strictObject({
      id: gesprekIdSchema,
      resultaat: resultaatSchema,
      /** Required for a terugbelnotitie: exactly what was read out. */
      bellenVoor: instantSchema.nullable(),
    }),
    z.strictObject({ terugbelnotitieId: terugbelnotitieIdSchema.nullable() }),
  ),
} as const
