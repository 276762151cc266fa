import type { OperationInput } from '../../../shared/contract/index'
import { claimTerugbelnotitie, handelTerugbelnotitieAf } from '../../../shared/domain/terugbelnotitie/intents'
import { wish, type Outbox } from '../sync/outbox'

/** What screens may do with terugbelnotities. Each is one intent; the outbox makes it durable, visible and, later, true. */
export const createTerugbelnotitieCommands = (outbox: Outbox) => ({
  claim: (input: OperationInput<'terugbelnotities.claim'>) => outbox.enqueue([wish(claimTerugbelnotitie, input)]),
  handelAf: (input: OperationInput<'terugbelnotities.handelAf'>) =>
    outbox.enqueue([wish(handelTerugbelnotitieAf, input)]),
})
