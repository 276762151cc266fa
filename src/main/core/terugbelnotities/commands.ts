import type { OperationInput } from '../../../shared/contract/index'
import { claimTerugbelnotitie } from '../../../shared/domain/terugbelnotitie/claim-intents'
import { handelTerugbelnotitieAf } from '../../../shared/domain/terugbelnotitie/intents'
import { ok } from '../../../shared/kernel/result'
import { wish, type Outbox } from '../sync/outbox'
import type { UitkomstConcepten } from './concepten'

/** What screens may do with terugbelnotities. Each is one intent; the outbox makes it durable, visible and, later, true. */
export const createTerugbelnotitieCommands = (outbox: Outbox, concepten: UitkomstConcepten) => ({
  claim: (input: OperationInput<'terugbelnotities.claim'>) => outbox.enqueue([wish(claimTerugbelnotitie, input)]),
  bewaarUitkomst: ({ id, tekst }: OperationInput<'terugbelnotities.bewaarUitkomst'>) => {
    concepten.write(id, tekst)
    return ok(null)
  },
  handelAf: (input: OperationInput<'terugbelnotities.handelAf'>) =>
    // One transaction: the words leave the desk's keeping exactly when they are queued for the server.
    outbox.enqueue([wish(handelTerugbelnotitieAf, input)], () => {
      concepten.remove(input.id)
    }),
})
