import type { OperationInput, OperationOutput } from '../../../shared/contract/index'
import { contactmomentIdSchema } from '../../../shared/domain/contactmoment/contactmoment'
import { registreerContactmoment } from '../../../shared/domain/contactmoment/intents'
import { wrapUp } from '../../../shared/domain/gesprek/wrap-up'
import { createTerugbelnotitie } from '../../../shared/domain/terugbelnotitie/intents'
import { terugbelnotitieIdSchema } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { createId } from '../../../shared/kernel/ids'
import { ok, type Result } from '../../../shared/kernel/result'
import { wish, type Outbox } from '../sync/outbox'
import type { GesprekCommandsOptions } from './commands'
import { findOpen } from './find-open'

/** Wrapping up: the gesprek becomes a contactmoment and perhaps a promise, in one durable step. */
export const createRondAf =
  ({ repository, outbox, clock, onChange }: GesprekCommandsOptions & { readonly outbox: Outbox }) =>
  (input: OperationInput<'gesprekken.rondAf'>): Result<OperationOutput<'gesprekken.rondAf'>> => {
    const found = findOpen(repository, input.id)
    if (!found.ok) return found
    const terugbelnotitieId = terugbelnotitieIdSchema.parse(createId())
    const ids = { contactmomentId: contactmomentIdSchema.parse(createId()), terugbelnotitieId }
    const result = wrapUp(found.value, { ...input, now: clock.now() }, ids)
    if (!result.ok) return result
    const { contactmoment, terugbelnotitie } = result.value
    const wishes = [
      wish(registreerContactmoment, contactmoment),
      ...(terugbelnotitie === undefined ? [] : [wish(createTerugbelnotitie, terugbelnotitie)]),
    ]
    // One transaction: the gesprek is gone exactly when what it became is queued.
    const queued = outbox.enqueue(wishes, () => {
      repository.remove(input.id)
    })
    if (!queued.ok) return queued
    onChange()
    return ok({ terugbelnotitieId: terugbelnotitie === undefined ? null : terugbelnotitieId })
  }
