import { z } from 'zod'
import { defineEntity } from '../../kernel/entity'
import { keySchema } from '../../kernel/ids'
import { tenantScope } from '../scope'

export const rolSchema = z.enum(['telefonist', 'balie', 'behandelaar', 'teamleider', 'redacteur', 'beheerder'])
export type Rol = z.infer<typeof rolSchema>

/** A colleague as everyone in the gemeente may see them: the directory, not a personnel file. */
export const medewerkerSchema = z.object({
  id: keySchema,
  naam: z.string().min(1).max(120),
  rol: rolSchema,
  afdelingId: keySchema,
})

export type Medewerker = Readonly<z.infer<typeof medewerkerSchema>>

export const medewerkerEntity = defineEntity({
  name: 'medewerker',
  table: 'medewerkers',
  schema: medewerkerSchema,
  columns: { id: 'text', naam: 'text', rol: 'text', afdelingId: 'text' },
  scopesOf: () => [tenantScope],
})
