import type { OperationInput, OperationOutput } from '../../../shared/contract/index'
import {
  emptyGesprekTekst,
  gesprekIdSchema,
  maxOpenGesprekken,
  type Gesprek,
  type GesprekId,
} from '../../../shared/domain/gesprek/gesprek'
import type { Clock } from '../../../shared/kernel/clock'
import { createId } from '../../../shared/kernel/ids'
import { fail, ok, type Result } from '../../../shared/kernel/result'
import { findOpen, notFound } from './find-open'
import type { GesprekRepository } from './repository'

export interface GesprekCommandsOptions {
  readonly repository: GesprekRepository
  readonly clock: Clock
  /** Tabs changed: a gesprek came, went, or changed its state. Not called for typing: the screen that types knows. */
  readonly onChange: () => void
}

interface Target {
  readonly id: GesprekId
}

/** What an agent does with gesprekken. All of it is on disk before the answer. */
export const createGesprekCommands = ({ repository, clock, onChange }: GesprekCommandsOptions) => {
  const activate = ({ id }: Target): Result<Gesprek> => {
    const now = clock.now()
    repository.transaction(() => {
      repository.parkOthers(id, now)
      repository.writeStatus(id, 'actief', null)
    })
    onChange()
    return findOpen(repository, id)
  }

  return {
    start: ({ kanaal }: OperationInput<'gesprekken.start'>): Result<Gesprek> => {
      const open = repository.listOpen()
      if (open.length >= maxOpenGesprekken) return fail({ code: 'conflict', reason: 'too_many', current: open.length })
      const now = clock.now()
      const gesprek: Gesprek = {
        id: gesprekIdSchema.parse(createId()),
        kanaal,
        status: 'actief',
        begonnenOp: now,
        bewaardOp: now,
        geparkeerdOp: null,
        ...emptyGesprekTekst,
      }
      repository.transaction(() => {
        repository.parkOthers(gesprek.id, now)
        repository.insert(gesprek)
      })
      onChange()
      return ok(gesprek)
    },

    bewaar: ({ id, tekst }: OperationInput<'gesprekken.bewaar'>): Result<OperationOutput<'gesprekken.bewaar'>> => {
      const bewaardOp = clock.now()
      return repository.writeTekst(id, tekst, bewaardOp) ? ok({ bewaardOp }) : notFound
    },

    parkeer: ({ id }: Target): Result<Gesprek> => {
      const found = findOpen(repository, id)
      if (!found.ok || found.value.status === 'geparkeerd') return found
      repository.writeStatus(id, 'geparkeerd', clock.now())
      onChange()
      return findOpen(repository, id)
    },

    hervat: (target: Target): Result<Gesprek> => {
      const found = findOpen(repository, target.id)
      return found.ok ? activate(target) : found
    },

    verwijder: ({ id }: Target): Result<null> => {
      const found = findOpen(repository, id)
      if (!found.ok) return found
      // The moment of putting away, so that it can still be fetched back for a day.
      repository.writeStatus(id, 'afgerond', clock.now())
      onChange()
      return ok(null)
    },

    herstel: (target: Target): Result<Gesprek> => {
      if (repository.find(target.id) === undefined) return notFound
      if (repository.listOpen().length >= maxOpenGesprekken) {
        return fail({ code: 'conflict', reason: 'too_many', current: maxOpenGesprekken })
      }
      return activate(target)
    },
  }
}
