import type { ContractEventName, ContractEvents } from '../../shared/contract/index'
import type { CoreEvent } from './core'

/** Tells every screen that something changed. A listener that throws is that listener's bug and stops nobody else. */
export interface CoreEvents {
  readonly emit: <Name extends ContractEventName>(event: Name, payload: ContractEvents[Name]) => void
  readonly listen: (listener: (event: CoreEvent) => void) => () => void
}

export const createCoreEvents = (onListenerError: (error: unknown) => void): CoreEvents => {
  const listeners = new Set<(event: CoreEvent) => void>()
  return {
    emit: (event, payload) => {
      for (const listener of listeners) {
        try {
          // Name and payload belong together by the signature above; the union cannot see that.
          listener({ event, payload } as CoreEvent)
        } catch (error) {
          onListenerError(error)
        }
      }
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
