import { createStore } from 'zustand/vanilla'
import type { OperationOutput } from '../../../shared/contract/index'
import type { AgentClient } from '../../client/agent-client'
import { onOpen } from '../../client/on-open'
import { keepUnchanged } from '../../state/keep-unchanged'
import { latestOnly } from '../../state/latest-only'
import { createStoreContext, type FeatureStore } from '../../state/store-context'

export type ContactmomentRegel = OperationOutput<'contactmomenten.listRecent'>[number]

export interface ContactmomentenState {
  /** Newest first. */
  readonly recent: readonly ContactmomentRegel[]
}

const limit = 30

/** What this medewerker registered lately. */
export const createContactmomentenStore = (client: AgentClient): FeatureStore<ContactmomentenState> => {
  const store = createStore<ContactmomentenState>()(() => ({ recent: [] }))
  const load = latestOnly<undefined>(async () => {
    const result = await client.request('contactmomenten.listRecent', { limit })
    if (result.ok) store.setState(({ recent }) => ({ recent: keepUnchanged(recent, result.value) }))
  })
  return {
    store,
    start: () => {
      const refresh = (): void => load.run(undefined)
      refresh()
      const stops = [client.on('contactmomenten.changed', refresh), onOpen(client, refresh)]
      return () => stops.forEach((stop) => stop())
    },
  }
}

export const { Provider: ContactmomentenProvider, useSelect: useContactmomenten } =
  createStoreContext<ContactmomentenState>('contactmomenten')
