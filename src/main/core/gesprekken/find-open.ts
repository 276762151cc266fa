import type { Gesprek, GesprekId } from '../../../shared/domain/gesprek/gesprek'
import { fail, ok, type Result } from '../../../shared/kernel/result'
import type { GesprekRepository } from './repository'

export const notFound = fail({ code: 'not_found', what: 'gesprek' })

/** A gesprek that runs or waits; not one that was wrapped up or put away. */
export const findOpen = (repository: GesprekRepository, id: GesprekId): Result<Gesprek> => {
  const gesprek = repository.find(id)
  return gesprek === undefined || gesprek.status === 'afgerond' ? notFound : ok(gesprek)
}
