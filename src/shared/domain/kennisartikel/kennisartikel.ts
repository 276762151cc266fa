import { z } from 'zod'
import { civilDateSchema } from '../../kernel/civil-time'
import { defineEntity } from '../../kernel/entity'
import { keySchema } from '../../kernel/ids'
import { tenantScope } from '../scope'

/** An article of the kennisbank. The body is plain text: `## ` starts a heading, `- ` a list item, a blank line a new paragraph. */
export const kennisartikelSchema = z.object({
  id: keySchema,
  soort: z.enum(['vac', 'product', 'werkinstructie', 'nieuws']),
  titel: z.string().min(1).max(400),
  tekst: z.string().min(1).max(100_000),
  onderwerpen: z.array(z.string().min(1).max(120)).max(40),
  /** When its owner last changed or checked it. */
  bijgewerktOp: civilDateSchema,
  bron: z.string().min(1).max(500),
  licentie: z.string().max(120),
})

export type Kennisartikel = Readonly<z.infer<typeof kennisartikelSchema>>

export const kennisartikelEntity = defineEntity({
  name: 'kennisartikel',
  table: 'kennisartikelen',
  schema: kennisartikelSchema,
  columns: {
    id: 'text',
    soort: 'text',
    titel: 'text',
    tekst: 'text',
    onderwerpen: 'json',
    bijgewerktOp: 'text',
    bron: 'text',
    licentie: 'text',
  },
  scopesOf: () => [tenantScope],
})
