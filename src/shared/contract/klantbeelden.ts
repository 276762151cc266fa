import { z } from 'zod'
import { doelSchema, klantbeeldSchema } from '../domain/klantbeeld/klantbeeld'
import { keySchema } from '../kernel/ids'
import { telefoonnummerSchema } from '../kernel/telefoonnummer'
import { command } from './define-contract'

/** What is known of a caller. Fetched when somebody asks, gone when it expires. */
export const klantbeeldenContract = {
  /**
   * From the server, which writes every look into its audit. Without it: what the same look for the same purpose brought before, while that
   * is fresh; else `offline`.
   */
  'klantbeelden.open': command(
    z.strictObject({ telefoonnummer: telefoonnummerSchema, doel: doelSchema }),
    klantbeeldSchema,
  ),
  /** Done with this klant: removed from this desk now. */
  'klantbeelden.sluit': command(z.strictObject({ klant: keySchema }), z.null()),
} as const
