import type { OperationInput, OperationOutput } from '../../../shared/contract/index'
import { terugbelnotitieIdSchema } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { createId } from '../../../shared/kernel/ids'
import { AppFailure, fail, ok, type AppErrorCode, type Result } from '../../../shared/kernel/result'
import type { Outbox } from '../sync/outbox'
import type { ServerLink } from '../sync/ports'

interface ClaimVolgendeOptions {
  readonly link: Pick<ServerLink, 'claimNext'>
  readonly outbox: Pick<Outbox, 'clientId'>
  /** Fetches what is new and resolves once this desk shows the note as its own, or after patience. */
  readonly untilMine: (notitieId: string) => Promise<void>
  readonly touch: (notitieId: string) => void
}

// No answer is no refusal: the server may have granted something that we never heard of.
const unanswered: readonly AppErrorCode[] = ['offline', 'busy', 'internal']

/**
 * "Give me the next one." Only the server picks, so that fifty colleagues do not fight over the first note. A question without an answer
 * keeps its number: asked again, it brings the same note and not a second one.
 */
export const createClaimVolgende = ({ link, outbox, untilMine, touch }: ClaimVolgendeOptions) => {
  const openQuestions = new Map<string | null, string>()
  return async ({
    afdelingId,
  }: OperationInput<'terugbelnotities.claimVolgende'>): Promise<
    Result<OperationOutput<'terugbelnotities.claimVolgende'>>
  > => {
    const requestId = openQuestions.get(afdelingId) ?? createId()
    openQuestions.set(afdelingId, requestId)
    try {
      const { notitieId } = await link.claimNext({ clientId: outbox.clientId(), requestId, afdelingId })
      openQuestions.delete(afdelingId)
      if (notitieId === null) return ok({ id: null })
      touch(notitieId)
      await untilMine(notitieId)
      return ok({ id: terugbelnotitieIdSchema.parse(notitieId) })
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error
      if (!unanswered.includes(error.error.code)) openQuestions.delete(afdelingId)
      return fail(error.error)
    }
  }
}
