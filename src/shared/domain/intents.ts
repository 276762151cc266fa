import type { AnyIntent } from '../kernel/intent'
import { registreerContactmoment } from './contactmoment/intents'
import { breekClaim, claimTerugbelnotitie, geefClaimVrij, verlengClaim } from './terugbelnotitie/claim-intents'
import { createTerugbelnotitie, handelTerugbelnotitieAf, registreerPoging } from './terugbelnotitie/intents'

const all: readonly AnyIntent[] = [
  registreerContactmoment,
  createTerugbelnotitie,
  claimTerugbelnotitie,
  verlengClaim,
  geefClaimVrij,
  breekClaim,
  registreerPoging,
  handelTerugbelnotitieAf,
]

/** Every intent that desk and server know. A name, once released, keeps its meaning for as long as an outbox may hold it. */
const intents: ReadonlyMap<string, AnyIntent> = new Map(all.map((intent) => [intent.name, intent]))

export const intentNames: readonly string[] = all.map(({ name }) => name)

export const findIntent = (name: string): AnyIntent | undefined => intents.get(name)
