import type { ContractEventName, ContractEvents } from '../../shared/contract/index'
import type { CoreEvents } from './core-events'
import type { Timers } from './sync/ports'

/** Events that only say "ask again". */
type ChangeEventName = {
  [Name in ContractEventName]: ContractEvents[Name] extends null ? Name : never
}[ContractEventName]

/** Which screens must ask again when rows of an entity changed. */
const eventsOf: Readonly<Record<string, readonly ChangeEventName[]>> = {
  afdeling: ['afdelingen.changed', 'terugbelnotities.changed'],
  medewerker: ['terugbelnotities.changed'],
  servicenorm: ['afdelingen.changed'],
  werkkalender: ['afdelingen.changed'],
  kennisartikel: ['kennisartikelen.changed'],
  contactmoment: ['contactmomenten.changed'],
  terugbelnotitie: ['terugbelnotities.changed'],
}

/** Tells screens about changed entities, once per turn however many rows a page had. */
export interface ChangeAnnouncer {
  readonly announce: (entityNames: ReadonlySet<string>) => void
  readonly close: () => void
}

export const createChangeAnnouncer = (events: CoreEvents, timers: Timers): ChangeAnnouncer => {
  const waiting = new Set<ChangeEventName>()
  let cancel: (() => void) | undefined
  const flush = (): void => {
    cancel = undefined
    const names = [...waiting]
    waiting.clear()
    for (const name of names) events.emit(name, null)
  }
  return {
    announce: (entityNames) => {
      for (const entity of entityNames) for (const name of eventsOf[entity] ?? []) waiting.add(name)
      if (waiting.size > 0) cancel ??= timers.after(0, flush)
    },
    close: () => cancel?.(),
  }
}
