import { createStore } from 'zustand/vanilla'
import type { Werkplek } from '../../shared/contract/werkplek'
import type { TransportState } from '../../shared/contract/transport-state'
import type { AgentClient } from '../client/agent-client'
import { onOpen } from '../client/on-open'
import { latestOnly } from '../state/latest-only'
import { createStoreContext, type FeatureStore } from '../state/store-context'

export interface WerkplekState {
  /** Undefined until the core has told. */
  readonly werkplek: Werkplek | undefined
  readonly transport: TransportState
}

/** What kind of desk this is, and whether its core answers. */
export const createWerkplekStore = (client: AgentClient): FeatureStore<WerkplekState> => {
  const store = createStore<WerkplekState>()(() => ({ werkplek: undefined, transport: client.state() }))
  const load = latestOnly<undefined>(async () => {
    const result = await client.request('werkplek.find')
    if (result.ok) store.setState({ werkplek: result.value })
  })
  return {
    store,
    start: () => {
      load.run(undefined)
      const stops = [
        client.onState((transport) => store.setState({ transport })),
        onOpen(client, () => load.run(undefined)),
        // A desk that is locked or withdrawn says so by who still sits at it.
        client.on('aanmelding.changed', () => load.run(undefined)),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}

export const { Provider: WerkplekProvider, useSelect: useWerkplek } = createStoreContext<WerkplekState>('werkplek')
