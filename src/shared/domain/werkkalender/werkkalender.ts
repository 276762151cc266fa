import { z } from 'zod'
import { civilDateSchema, civilTimeSchema } from '../../kernel/civil-time'
import { defineEntity } from '../../kernel/entity'
import { keySchema } from '../../kernel/ids'
import { tenantScope } from '../scope'

const openingSchema = z.strictObject({ van: civilTimeSchema, tot: civilTimeSchema }).refine(({ van, tot }) => van < tot)

/** When a gemeente works: opening hours by ISO weekday (index 0 = maandag; null = closed) and the days it is closed. */
export const werkkalenderSchema = z.object({
  id: keySchema,
  openingstijden: z.array(openingSchema.nullable()).length(7),
  sluitingsdagen: z.array(z.strictObject({ datum: civilDateSchema, naam: z.string().min(1).max(80) })),
})

export type Werkkalender = Readonly<z.infer<typeof werkkalenderSchema>>

export const werkkalenderEntity = defineEntity({
  name: 'werkkalender',
  table: 'werkkalenders',
  schema: werkkalenderSchema,
  columns: { id: 'text', openingstijden: 'json', sluitingsdagen: 'json' },
  scopesOf: () => [tenantScope],
})
