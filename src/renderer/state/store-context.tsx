import { createContext, useContext, type Provider } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'

/** A store and its life: `start` loads it and follows the core's events, and returns the function that ends that. */
export interface FeatureStore<State> {
  readonly store: StoreApi<State>
  readonly start: () => () => void
}

interface StoreContext<State> {
  readonly Provider: Provider<StoreApi<State> | undefined>
  /** Renders again only when what the selector picks is another value. */
  readonly useSelect: <Picked>(select: (state: State) => Picked) => Picked
}

/** The way a feature's components reach its store: given by the app, never imported as a global. */
export const createStoreContext = <State,>(name: string): StoreContext<State> => {
  const Context = createContext<StoreApi<State> | undefined>(undefined)
  return {
    Provider: Context.Provider,
    useSelect: (select) => {
      const store = useContext(Context)
      if (store === undefined) throw new Error(`no store of ${name} around this component`)
      return useStore(store, select)
    },
  }
}
