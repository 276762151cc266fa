import { z } from 'zod'
import { afdelingSchema } from '../domain/afdeling/afdeling'
import { query } from './define-contract'

export const afdelingenContract = {
  /** By name. */
  'afdelingen.list': query(
    z.undefined(),
    z.array(z.strictObject({ ...afdelingSchema.shape, werkdagen: z.int().nullable() })),
  ),
} as const
