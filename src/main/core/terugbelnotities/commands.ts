import type { OperationInput } from '../../../shared/contract/index'
import type { Medewerker } from '../../../shared/domain/medewerker/medewerker'
import { mayDo } from '../../../shared/domain/rechten/rechten'
import { breekClaim, claimTerugbelnotitie, geefClaimVrij } from '../../../shared/domain/terugbelnotitie/claim-intents'
import { handelTerugbelnotitieAf, registreerPoging } from '../../../shared/domain/terugbelnotitie/intents'
import { pogingIdSchema } from '../../../shared/domain/terugbelnotitie/poging'
import { terugbelnotitieEntity } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import type { Clock } from '../../../shared/kernel/clock'
import { createId } from '../../../shared/kernel/ids'
import { fail, ok, type Result } from '../../../shared/kernel/result'
import type { EntityStore } from '../sync/entity-store'
import { wish, type Outbox } from '../sync/outbox'
import type { UitkomstConcepten } from './concepten'

interface TerugbelnotitieCommandsOptions {
  readonly outbox: Pick<Outbox, 'enqueue'>
  readonly store: Pick<EntityStore, 'find'>
  readonly concepten: UitkomstConcepten
  readonly medewerker: Pick<Medewerker, 'id' | 'rol'>
  /** The desk's own time: when a call took place is a fact of this desk. */
  readonly clock: Clock
  /** Somebody works on this note: its claim is kept alive. */
  readonly touch: (notitieId: string) => void
}

/** What screens may do with terugbelnotities. Each is one intent; the outbox makes it durable, visible and, later, true. */
export const createTerugbelnotitieCommands = (options: TerugbelnotitieCommandsOptions) => {
  const { outbox, store, concepten, medewerker, clock, touch } = options

  /** The token under which this desk holds the note; null when it does not. The lease may be over: the server decides what that means. */
  const ownToken = (id: string): number | null => {
    const claim = store.find(terugbelnotitieEntity, id)?.claim
    return claim?.houder === medewerker.id ? claim.token : null
  }

  return {
    claim: (input: OperationInput<'terugbelnotities.claim'>): Result<null> => {
      touch(input.id)
      return outbox.enqueue([wish(claimTerugbelnotitie, input)])
    },
    geefVrij: ({ id }: OperationInput<'terugbelnotities.geefVrij'>): Result<null> => {
      const notitie = store.find(terugbelnotitieEntity, id)
      if (notitie === undefined) return fail({ code: 'not_found', what: terugbelnotitieEntity.name })
      const token = ownToken(id)
      if (token === null) return fail({ code: 'conflict', reason: 'claim_vervallen', current: notitie })
      return outbox.enqueue([wish(geefClaimVrij, { id, token })])
    },
    breekClaim: (input: OperationInput<'terugbelnotities.breekClaim'>): Result<null> =>
      // The server says the same; the desk does not promise what will be refused.
      mayDo(medewerker.rol, breekClaim.name)
        ? outbox.enqueue([wish(breekClaim, input)])
        : fail({ code: 'forbidden', action: breekClaim.name }),
    registreerPoging: ({ id, resultaat, toelichting }: OperationInput<'terugbelnotities.registreerPoging'>) => {
      touch(id)
      const poging = { id, pogingId: newPogingId(), op: clock.now(), resultaat, toelichting, token: ownToken(id) }
      return outbox.enqueue([wish(registreerPoging, poging)], () => {
        concepten.remove(id)
      })
    },
    bewaarUitkomst: ({ id, tekst }: OperationInput<'terugbelnotities.bewaarUitkomst'>): Result<null> => {
      touch(id)
      concepten.write(id, tekst)
      return ok(null)
    },
    handelAf: ({ id, uitkomst }: OperationInput<'terugbelnotities.handelAf'>): Result<null> => {
      // The call goes along as a fact of its own: when the finish is refused, it still took place.
      const poging = { id: newPogingId(), op: clock.now() }
      // One transaction: the words leave the desk's keeping exactly when they are queued for the server.
      return outbox.enqueue([wish(handelTerugbelnotitieAf, { id, uitkomst, token: ownToken(id), poging })], () => {
        concepten.remove(id)
      })
    },
  }
}

const newPogingId = () => pogingIdSchema.parse(createId())
