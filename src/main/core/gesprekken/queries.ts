import type { OperationOutput } from '../../../shared/contract/index'
import { deadlineAfter } from '../../../shared/domain/werkkalender/deadline'
import { explainDeadline } from '../../../shared/domain/werkkalender/explain-deadline'
import type { Clock } from '../../../shared/kernel/clock'
import { spokenMoment } from '../../../shared/kernel/dutch-time'
import { fail, ok, type Result } from '../../../shared/kernel/result'
import type { AfdelingQueries } from '../afdelingen/queries'
import type { GesprekRepository } from './repository'

interface GesprekQueriesOptions {
  readonly repository: GesprekRepository
  readonly afdelingen: Pick<AfdelingQueries, 'findNorm' | 'findWerkkalender'>
  readonly clock: Clock
}

export const createGesprekQueries = ({ repository, afdelingen, clock }: GesprekQueriesOptions) => ({
  list: (): Result<OperationOutput<'gesprekken.list'>> => ok([...repository.listOpen()]),

  voorstelTerugbellen: ({
    afdelingId,
  }: {
    readonly afdelingId: string
  }): Result<OperationOutput<'gesprekken.voorstelTerugbellen'>> => {
    const norm = afdelingen.findNorm(afdelingId)
    if (norm === undefined) return fail({ code: 'not_found', what: 'servicenorm' })
    const kalender = afdelingen.findWerkkalender()
    const now = clock.now()
    const deadline = kalender === undefined ? undefined : deadlineAfter(now, norm.werkdagen, kalender)
    if (deadline === undefined) return fail({ code: 'not_found', what: 'werkkalender' })
    return ok({
      bellenVoor: deadline.bellenVoor,
      gesproken: `voor ${spokenMoment(deadline.bellenVoor)}`,
      uitleg: explainDeadline(now, norm.werkdagen, deadline),
    })
  },
})
