import { uuidv7 } from 'uuidv7'
import { z } from 'zod'

/** Made where a record is born, so that offline work has ids; never used for order: the server's sequence is the order. */
export const createId = (): string => uuidv7()

/** A UUIDv7 of one noun; the brand keeps a contactmoment's id out of a terugbelnotitie's place. */
export const idSchema = <Noun extends string>(_noun: Noun) => z.uuid({ version: 'v7' }).brand<Noun>()

/** Keys of configured things (afdeling, medewerker, servicenorm, kennisartikel): chosen by people or sources, so not UUIDs. */
export const keySchema = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[a-z0-9][a-z0-9._:-]*$/)
