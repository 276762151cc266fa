import type { ContractEventName, ContractEvents, ContractHandlers } from '../../shared/contract/index'

export type CoreEvent = {
  readonly [Name in ContractEventName]: { readonly event: Name; readonly payload: ContractEvents[Name] }
}[ContractEventName]

/** The agent core as shells see it: handlers for the whole contract, events, and an end. */
export interface Core {
  readonly handlers: ContractHandlers
  /** Returns the function that ends the subscription. */
  readonly onEvent: (listener: (event: CoreEvent) => void) => () => void
  /** Stops sync and closes the files; safe to call twice. Nothing waits in memory, so a kill loses nothing either. */
  readonly close: () => Promise<void>
}
