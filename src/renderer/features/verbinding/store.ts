import { createStore } from 'zustand/vanilla'
import type { Aandachtspunt, VerbindingStatus } from '../../../shared/contract/verbinding'
import { terugbelnotitieIdSchema, terugbelnotitieSchema } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import type { AgentClient } from '../../client/agent-client'
import { onOpen } from '../../client/on-open'
import { latestOnly } from '../../state/latest-only'
import { createStoreContext, type FeatureStore } from '../../state/store-context'
import { errorLine } from '../../texts/errors'
import { refusalLine } from '../../texts/refusal-line'
import { intentText, verbindingTexts as texts } from '../../texts/verbinding'
import { createAandachtActions } from './aandacht-actions'
import { connectionWords } from './connection-words'
import type { VerbindingDeps, VerbindingState } from './state'
import { notitieOf } from './typed-text'

/** What this desk and the server know of each other. */
export const createVerbindingStore = (deps: VerbindingDeps): FeatureStore<VerbindingState> => {
  const { client, notifier, clock, medewerkerId, aandachtKeys, onBekijk } = deps

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

  /** Every one that was seen, also those that were dealt with: put back, they are no news. */
  let known: ReadonlySet<number> | undefined

  /** Who is told that something was done must hear when it was not. Not of what lay there when the desk was opened. */
  const tellNews = (aandacht: readonly Aandachtspunt[]): void => {
    const before = known
    known = new Set([...(before ?? []), ...aandacht.map(({ no }) => no)])
    const fresh = before === undefined ? [] : aandacht.filter(({ no }) => !before.has(no))
    for (const { naam, args, error } of fresh)
      notifier.toast({
        text: texts.aandachtNieuw(intentText(naam), refusalLine(error, medewerkerId, clock.now(), { naam, args })),
        action: { label: texts.bekijk, keys: aandachtKeys, run: onBekijk },
      })
  }

  const loadAandacht = latestOnly<undefined>(async () => {
    const result = await client.request('verbinding.listAandacht')
    if (!result.ok) return
    const over = await namesOf(client, result.value)
    store.setState({ aandacht: result.value, over })
    tellNews(result.value)
  })

  const loadStatus = latestOnly<undefined>(async () => {
    const result = await client.request('verbinding.find')
    if (result.ok) show(result.value)
  })

  const loadDiagnose = latestOnly<undefined>(async () => {
    const result = await client.request('verbinding.diagnose')
    store.setState(result.ok ? { diagnose: result.value, diagnoseFout: undefined } : { diagnoseFout: result.error })
  })

  /** Says what is going on, asks for it, and looks what came of it. */
  const ask = async (said: string, operation: 'verbinding.probeer' | 'verbinding.controleer'): Promise<void> => {
    notifier.announce(said)
    const result = await client.request(operation)
    if (!result.ok) notifier.toast({ text: errorLine(result.error) })
    loadDiagnose.run(undefined)
  }

  const store = createStore<VerbindingState>()((set, get) => ({
    status: undefined,
    diagnose: undefined,
    diagnoseFout: undefined,
    aandacht: [],
    over: {},
    gekozenNo: undefined,
    bewerkingen: {},
    ...createAandachtActions({ get, set, reloadAandacht: () => loadAandacht.run(undefined) }, deps),
    ververs: () => {
      loadStatus.run(undefined)
      loadDiagnose.run(undefined)
    },
    probeer: () => ask(texts.geprobeerd, 'verbinding.probeer'),
    controleer: () => ask(texts.gecontroleerd, 'verbinding.controleer'),
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

/** About whom each is: from the refusal itself, else from the notitie as this desk has it. */
const namesOf = async (
  client: AgentClient,
  aandacht: readonly Aandachtspunt[],
): Promise<Readonly<Record<number, string>>> => {
  const nameOf = async (punt: Aandachtspunt): Promise<string> => {
    const current = terugbelnotitieSchema.safeParse(punt.error.code === 'conflict' ? punt.error.current : undefined)
    if (current.success) return described(current.data)
    const id = terugbelnotitieIdSchema.safeParse(notitieOf(punt))
    if (!id.success) return ''
    const found = await client.request('terugbelnotities.find', { id: id.data })
    return found.ok ? described(found.value) : ''
  }
  const named = await Promise.all(aandacht.map(async (punt) => [punt.no, await nameOf(punt)] as const))
  return Object.fromEntries(named)
}

const described = ({ naam, gevraagdeHandeling }: { readonly naam: string; readonly gevraagdeHandeling: string }) =>
  [naam, gevraagdeHandeling].filter((part) => part !== '').join(' · ')

export const { Provider: VerbindingProvider, useSelect: useVerbinding } =
  createStoreContext<VerbindingState>('verbinding')
