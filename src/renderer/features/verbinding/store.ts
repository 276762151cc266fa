import { createStore } from 'zustand/vanilla'
import type { Aandachtspunt, VerbindingStatus } from '../../../shared/contract/verbinding'
import type { AgentClient } from '../../client/agent-client'
import { onOpen } from '../../client/on-open'
import { latestOnly } from '../../state/latest-only'
import type { Notifier } from '../../state/notifier'
import { createStoreContext, type FeatureStore } from '../../state/store-context'
import { errorLine } from '../../texts/errors'
import { verbindingTexts as texts } from '../../texts/verbinding'
import type { Clock } from '../../../shared/kernel/clock'
import { connectionWords } from './connection-words'

export interface VerbindingState {
  /** Undefined until the core has told. */
  readonly status: VerbindingStatus | undefined
  readonly aandacht: readonly Aandachtspunt[]
  /** Asks how things stand now; the core tells only of changes. */
  readonly ververs: () => void
  readonly probeer: () => Promise<void>
  readonly handelAf: (no: number) => Promise<void>
}

interface VerbindingDeps {
  readonly client: AgentClient
  readonly notifier: Notifier
  readonly clock: Clock
}

/** What this desk and the server know of each other. */
export const createVerbindingStore = ({ client, notifier, clock }: VerbindingDeps): FeatureStore<VerbindingState> => {
  const show = (status: VerbindingStatus): void => {
    const before = store.getState().status
    store.setState({ status })
    if (before !== undefined && before.aandacht !== status.aandacht) loadAandacht.run(undefined)
    const { staat, isTrouble } = connectionWords(status, clock.now())
    // Losing the connection needs to be known at once; the way back only in passing.
    if (before === undefined || before.staat === status.staat) return
    if (isTrouble) notifier.alert(staat)
    else if (status.staat === 'verbonden') notifier.announce(staat)
  }

  const loadAandacht = latestOnly<undefined>(async () => {
    const result = await client.request('verbinding.listAandacht')
    if (result.ok) store.setState({ aandacht: result.value })
  })

  const loadStatus = latestOnly<undefined>(async () => {
    const result = await client.request('verbinding.find')
    if (result.ok) show(result.value)
  })

  const store = createStore<VerbindingState>()(() => ({
    status: undefined,
    aandacht: [],
    ververs: () => loadStatus.run(undefined),
    probeer: async () => {
      notifier.announce(texts.geprobeerd)
      const result = await client.request('verbinding.probeer')
      if (!result.ok) notifier.toast({ text: errorLine(result.error) })
    },
    handelAf: async (no) => {
      const result = await client.request('verbinding.handelAandachtAf', { no })
      if (!result.ok) notifier.toast({ text: errorLine(result.error) })
      loadAandacht.run(undefined)
    },
  }))

  return {
    store,
    start: () => {
      const refresh = (): void => {
        loadStatus.run(undefined)
        loadAandacht.run(undefined)
      }
      refresh()
      const stops = [
        client.on('verbinding.changed', show),
        client.on('aandacht.changed', () => loadAandacht.run(undefined)),
        onOpen(client, refresh),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}

export const { Provider: VerbindingProvider, useSelect: useVerbinding } =
  createStoreContext<VerbindingState>('verbinding')
