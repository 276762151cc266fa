import { z } from 'zod'
import { kennisartikelSchema } from '../domain/kennisartikel/kennisartikel'
import { civilDateSchema } from '../kernel/civil-time'
import { keySchema } from '../kernel/ids'
import { query } from './define-contract'

/** Text with the places to mark: even parts plain, odd parts matched. */
export const highlightedSchema = z.array(z.string())
export type Highlighted = z.infer<typeof highlightedSchema>

export const kennisartikelHitSchema = z.strictObject({
  id: keySchema,
  titel: highlightedSchema,
  fragment: highlightedSchema,
  bijgewerktOp: civilDateSchema,
})
export type KennisartikelHit = z.infer<typeof kennisartikelHitSchema>

/** The kennisbank, as searched on this desk. */
export const kennisartikelenContract = {
  /** Best first, at most `limit`. Any text is a valid query; nothing found is an empty list. */
  'kennisartikelen.search': query(
    z.strictObject({ query: z.string().max(10_000), limit: z.int().min(1).max(50) }),
    z.strictObject({
      hits: z.array(kennisartikelHitSchema),
      /** How many articles this desk holds: 0 means that the kennisbank has not arrived yet. */
      total: z.int().nonnegative(),
      tookMs: z.number().nonnegative(),
    }),
  ),
  'kennisartikelen.find': query(z.strictObject({ id: keySchema }), kennisartikelSchema),
} as const
