import { createStore } from 'zustand/vanilla'
import type { Aanmelding } from '../../../shared/contract/aanmelding'
import type { Medewerker } from '../../../shared/domain/medewerker/medewerker'
import type { AppError } from '../../../shared/kernel/result'
import type { AgentClient } from '../../client/agent-client'
import { onOpen } from '../../client/on-open'
import { latestOnly } from '../../state/latest-only'
import { createStoreContext, type FeatureStore } from '../../state/store-context'

export interface DemoGemeente {
  readonly gemeente: string
  readonly medewerkers: readonly Medewerker[]
}

export interface AanmeldingState {
  /** Undefined until the core has told. */
  readonly aanmelding: Aanmelding | undefined
  readonly demo: DemoGemeente | undefined
  readonly error: AppError | undefined
  readonly isBusy: boolean
  readonly loadMedewerkers: () => Promise<void>
  readonly aanmelden: (medewerkerId: string) => Promise<void>
  readonly afmelden: () => Promise<void>
}

/** Who sits at this desk. */
export const createAanmeldingStore = (client: AgentClient): FeatureStore<AanmeldingState> => {
  const store = createStore<AanmeldingState>()((set) => ({
    aanmelding: undefined,
    demo: undefined,
    error: undefined,
    isBusy: false,
    loadMedewerkers: async () => {
      set({ isBusy: true, error: undefined })
      const result = await client.request('aanmelding.listDemoMedewerkers')
      set(result.ok ? { demo: result.value, isBusy: false } : { error: result.error, isBusy: false })
    },
    aanmelden: async (medewerkerId) => {
      set({ isBusy: true, error: undefined })
      const result = await client.request('aanmelding.aanmelden', { medewerkerId })
      set(result.ok ? { aanmelding: result.value, isBusy: false } : { error: result.error, isBusy: false })
    },
    afmelden: async () => {
      const result = await client.request('aanmelding.afmelden')
      if (result.ok) set({ aanmelding: result.value })
    },
  }))

  const load = latestOnly<undefined>(async () => {
    const result = await client.request('aanmelding.find')
    if (result.ok) store.setState({ aanmelding: result.value })
  })

  return {
    store,
    start: () => {
      load.run(undefined)
      const stops = [
        client.on('aanmelding.changed', (aanmelding) => store.setState({ aanmelding })),
        onOpen(client, () => load.run(undefined)),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}

export const { Provider: AanmeldingProvider, useSelect: useAanmelding } =
  createStoreContext<AanmeldingState>('aanmelding')
