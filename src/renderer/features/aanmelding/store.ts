import { createStore } from 'zustand/vanilla'
import type { Aanmelding } from '../../../shared/contract/aanmelding'
import type { Medewerker } from '../../../shared/domain/medewerker/medewerker'
import type { Clock, Instant } from '../../../shared/kernel/clock'
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
  /** Since when this screen hides everything, for as long as the core has not said that it locked. */
  readonly verborgenSinds: Instant | undefined
  readonly demo: DemoGemeente | undefined
  readonly error: AppError | undefined
  readonly isBusy: boolean
  readonly loadMedewerkers: () => Promise<void>
  readonly aanmelden: (medewerkerId: string) => Promise<void>
  readonly afmelden: () => Promise<void>
  /** Hides everything at once and locks. */
  readonly vergrendel: () => Promise<void>
  readonly ontgrendel: () => Promise<void>
}

/** Whether nothing of the work may be on the screen. */
export const isLocked = ({ aanmelding, verborgenSinds }: AanmeldingState): boolean =>
  aanmelding?.kind === 'vergrendeld' || verborgenSinds !== undefined

/** Who sits at this desk. */
export const createAanmeldingStore = (client: AgentClient, clock: Clock): FeatureStore<AanmeldingState> => {
  const store = createStore<AanmeldingState>()((set, get) => ({
    aanmelding: undefined,
    verborgenSinds: undefined,
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
    vergrendel: async () => {
      if (get().aanmelding?.kind !== 'aangemeld') return
      set({ verborgenSinds: get().verborgenSinds ?? clock.now(), error: undefined })
      const result = await client.request('aanmelding.vergrendel')
      if (result.ok) set({ aanmelding: result.value, verborgenSinds: undefined })
    },
    ontgrendel: async () => {
      set({ isBusy: true, error: undefined })
      const result = await client.request('aanmelding.ontgrendel')
      set(
        result.ok
          ? { aanmelding: result.value, verborgenSinds: undefined, isBusy: false }
          : { error: result.error, isBusy: false },
      )
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
        onOpen(client, () => {
          // The core fell before it could lock: whoever walked away is not back yet.
          if (store.getState().verborgenSinds === undefined) load.run(undefined)
          else void store.getState().vergrendel()
        }),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}

export const { Provider: AanmeldingProvider, useSelect: useAanmelding } =
  createStoreContext<AanmeldingState>('aanmelding')
