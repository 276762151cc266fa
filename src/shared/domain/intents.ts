import type { AnyIntent } from '../kernel/intent'
import { registreerContactmoment } from './contactmoment/intents'
import { claimTerugbelnotitie, createTerugbelnotitie, handelTerugbelnotitieAf } from './terugbelnotitie/intents'

/** Every intent that desk and server know. A name, once released, keeps its meaning for as long as an outbox may hold it. */
const intents: ReadonlyMap<string, AnyIntent> = new Map(
  [registreerContactmoment, createTerugbelnotitie, claimTerugbelnotitie, handelTerugbelnotitieAf].map(
    (intent: AnyIntent) => [intent.name, intent],
  ),
)

export const findIntent = (name: string): AnyIntent | undefined => intents.get(name)
