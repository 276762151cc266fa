import { fail, ok, type Result } from '../../kernel/result'
import { isOpen, terugbelnotitieSchema, type Terugbelnotitie } from './terugbelnotitie'

/** What every intent on an existing note names. */
export const targetSchema = terugbelnotitieSchema.pick({ id: true })

export const requireOpen = (notitie: Terugbelnotitie | undefined, id: string): Result<Terugbelnotitie> => {
  if (notitie === undefined) return fail({ code: 'not_found', what: id })
  return isOpen(notitie) ? ok(notitie) : fail({ code: 'conflict', reason: notitie.status, current: notitie })
}

/** A colleague has it, by the clock of whoever decides. */
export const held = (notitie: Terugbelnotitie) => fail({ code: 'conflict', reason: 'held', current: notitie })
