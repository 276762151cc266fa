import { createStore } from 'zustand/vanilla'
import type { TerugbelLijst, TerugbelnotitieRegel, TerugbelTelling } from '../../../shared/contract/terugbelnotities'
import type { Medewerker } from '../../../shared/domain/medewerker/medewerker'
import { claimTerugbelnotitie } from '../../../shared/domain/terugbelnotitie/intents'
import { isOpen } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { mayDo } from '../../../shared/domain/rechten/rechten'
import type { Clock } from '../../../shared/kernel/clock'
import type { AgentClient } from '../../client/agent-client'
import { keepUnchanged } from '../../state/keep-unchanged'
import { latestOnly } from '../../state/latest-only'
import type { Notifier } from '../../state/notifier'
import { createStoreContext, type FeatureStore } from '../../state/store-context'
import { errorLine } from '../../texts/errors'
import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { holderOf } from './holder'

type NotitieId = TerugbelnotitieRegel['id']

export interface TerugbelnotitiesState {
  readonly medewerkerId: string
  /** False for roles that may look but not call. */
  readonly mayCall: boolean
  readonly lijst: TerugbelLijst
  /** Undefined until the chosen list has arrived once. */
  readonly regels: readonly TerugbelnotitieRegel[] | undefined
  readonly telling: TerugbelTelling | undefined
  /** What this medewerker promised on behalf of others, for the Werkblad. */
  readonly uitgezet: readonly TerugbelnotitieRegel[]
  readonly gekozenId: NotitieId | undefined
  /** Texts of outcomes in the making; undefined = nobody is writing one. */
  readonly uitkomsten: Readonly<Partial<Record<NotitieId, string>>>
  readonly uitkomstFout: string | undefined
  readonly kiesLijst: (lijst: TerugbelLijst) => void
  readonly kies: (id: NotitieId | undefined) => void
  readonly claim: (id: NotitieId) => Promise<void>
  /** Opens the place for the outcome, or types in it. */
  readonly schrijfUitkomst: (id: NotitieId, uitkomst: string) => void
  readonly sluitUitkomst: (id: NotitieId) => void
  /** Finishes the notitie with the text as it stands; false when that is not possible. */
  readonly handelAf: (id: NotitieId) => Promise<boolean>
}

interface TerugbelnotitiesDeps {
  readonly client: AgentClient
  readonly notifier: Notifier
  readonly clock: Clock
  readonly medewerker: Medewerker
}

const listLimit = 1000
const uitgezetLimit = 200
const maxUitkomst = 1000

/** Promises to call back: lists, claims and outcomes. What arrives never moves what somebody has chosen. */
export const createTerugbelnotitiesStore = (deps: TerugbelnotitiesDeps): FeatureStore<TerugbelnotitiesState> => {
  const { client, notifier, clock, medewerker } = deps

  const isMine = (regel: TerugbelnotitieRegel): boolean => holderOf(regel, medewerker.id, clock.now()).kind === 'ik'

  const announceNews = (before: readonly TerugbelnotitieRegel[], after: readonly TerugbelnotitieRegel[]): void => {
    const known = new Map(before.map((regel) => [regel.id, regel]))
    const fresh = after.filter(
      (regel) => !known.has(regel.id) && isOpen(regel) && regel.aangemaaktDoor !== medewerker.id,
    )
    if (fresh.length > 0) notifier.announce(texts.nieuw(fresh.length))
    const granted = after.some((regel) => known.get(regel.id)?.claimGevraagd === true && isMine(regel))
    if (granted) notifier.announce(texts.gekregen)
  }

  const loadList = latestOnly<TerugbelLijst>(async (lijst) => {
    const result = await client.request('terugbelnotities.list', { lijst, limit: listLimit })
    if (!result.ok || store.getState().lijst !== lijst) return
    const before = store.getState().regels
    if (before !== undefined) announceNews(before, result.value)
    store.setState({ regels: keepUnchanged(before ?? [], result.value) })
  })

  const loadCounts = latestOnly<undefined>(async () => {
    const [telling, uitgezet] = await Promise.all([
      client.request('terugbelnotities.count'),
      client.request('terugbelnotities.list', { lijst: 'uitgezet', limit: uitgezetLimit }),
    ])
    store.setState((state) => ({
      ...(telling.ok ? { telling: telling.value } : {}),
      ...(uitgezet.ok ? { uitgezet: keepUnchanged(state.uitgezet, uitgezet.value) } : {}),
    }))
  })

  const refresh = (): void => {
    loadList.run(store.getState().lijst)
    loadCounts.run(undefined)
  }

  const store = createStore<TerugbelnotitiesState>()((set, get) => ({
    medewerkerId: medewerker.id,
    mayCall: mayDo(medewerker.rol, claimTerugbelnotitie.name),
    lijst: medewerker.rol === 'behandelaar' ? 'afdeling' : 'alle',
    regels: undefined,
    telling: undefined,
    uitgezet: [],
    gekozenId: undefined,
    uitkomsten: {},
    uitkomstFout: undefined,
    kiesLijst: (lijst) => {
      if (lijst === get().lijst) return
      set({ lijst, regels: undefined })
      loadList.run(lijst)
    },
    kies: (gekozenId) => set({ gekozenId, uitkomstFout: undefined }),
    claim: async (id) => {
      const result = await client.request('terugbelnotities.claim', { id })
      if (result.ok) notifier.announce(texts.gevraagd)
      else notifier.toast({ text: errorLine(result.error) })
      refresh()
    },
    schrijfUitkomst: (id, uitkomst) =>
      set(({ uitkomsten }) => ({ uitkomsten: { ...uitkomsten, [id]: uitkomst }, uitkomstFout: undefined })),
    sluitUitkomst: (id) =>
      set(({ uitkomsten }) => ({ uitkomsten: { ...uitkomsten, [id]: undefined }, uitkomstFout: undefined })),
    handelAf: async (id) => {
      const uitkomst = (get().uitkomsten[id] ?? '').trim()
      const fout =
        uitkomst === '' ? texts.uitkomstLeeg : uitkomst.length > maxUitkomst ? texts.uitkomstTeLang : undefined
      if (fout !== undefined) {
        set({ uitkomstFout: fout })
        return false
      }
      const result = await client.request('terugbelnotities.handelAf', { id, uitkomst })
      if (!result.ok) {
        set({ uitkomstFout: errorLine(result.error) })
        return false
      }
      get().sluitUitkomst(id)
      notifier.toast({ text: texts.afgehandeldMelding })
      refresh()
      return true
    },
  }))

  return {
    store,
    start: () => {
      refresh()
      return client.on('terugbelnotities.changed', refresh)
    },
  }
}

export const { Provider: TerugbelnotitiesProvider, useSelect: useTerugbelnotities } =
  createStoreContext<TerugbelnotitiesState>('terugbelnotities')

/** The notitie that is chosen, wherever it was chosen. */
export const chosenRegel = (state: TerugbelnotitiesState): TerugbelnotitieRegel | undefined =>
  (state.regels ?? []).find(({ id }) => id === state.gekozenId) ??
  state.uitgezet.find(({ id }) => id === state.gekozenId)
