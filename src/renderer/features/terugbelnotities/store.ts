import { createStore } from 'zustand/vanilla'
import type { TerugbelLijst, TerugbelnotitieRegel, TerugbelTelling } from '../../../shared/contract/terugbelnotities'
import type { Medewerker } from '../../../shared/domain/medewerker/medewerker'
import { claimTerugbelnotitie } from '../../../shared/domain/terugbelnotitie/claim-intents'
import { isOpen, terugbelnotitieIdSchema } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { mayDo } from '../../../shared/domain/rechten/rechten'
import type { Clock } from '../../../shared/kernel/clock'
import type { AppError } from '../../../shared/kernel/result'
import type { AgentClient } from '../../client/agent-client'
import { onOpen } from '../../client/on-open'
import { createDraftKeeper } from '../../state/draft-keeper'
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
  /** Why an outcome in the making is not on disk. */
  readonly bewaarfouten: Readonly<Partial<Record<NotitieId, AppError>>>
  readonly kiesLijst: (lijst: TerugbelLijst) => void
  readonly kies: (id: NotitieId | undefined) => void
  readonly claim: (id: NotitieId) => Promise<void>
  /** Opens the place for the outcome, or types in it. Every letter is stored. */
  readonly schrijfUitkomst: (id: NotitieId, uitkomst: string) => void
  /** The text is not wanted any more, also not on disk. */
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

  const setBewaarfout = (id: NotitieId, error: AppError | undefined): void => {
    if (store.getState().bewaarfouten[id]?.code === error?.code) return
    if (error !== undefined) notifier.alert(texts.nietBewaard(errorLine(error)))
    store.setState(({ bewaarfouten }) => ({ bewaarfouten: { ...bewaarfouten, [id]: error } }))
  }

  const drafts = createDraftKeeper<NotitieId, { readonly tekst: string }, null>({
    save: (id, { tekst }) => client.request('terugbelnotities.bewaarUitkomst', { id, tekst }),
    onSaved: (id) => setBewaarfout(id, undefined),
    onFailed: setBewaarfout,
  })

  /** Opens what was being written before; what stands on the screen is never older than what is on disk. */
  const withConcepten = (
    uitkomsten: TerugbelnotitiesState['uitkomsten'],
    regels: readonly TerugbelnotitieRegel[],
  ): TerugbelnotitiesState['uitkomsten'] => {
    const found = regels.filter(
      ({ id, conceptUitkomst }) =>
        conceptUitkomst !== '' && uitkomsten[id] === undefined && drafts.unsaved(id) === undefined,
    )
    return { ...Object.fromEntries(found.map(({ id, conceptUitkomst }) => [id, conceptUitkomst])), ...uitkomsten }
  }

  /** Notities that left the list because they are finished, while somebody still has a text about them. */
  const findLeftBehind = async (list: readonly TerugbelnotitieRegel[]): Promise<readonly TerugbelnotitieRegel[]> => {
    const listed = new Set<string>(list.map(({ id }) => id))
    const gone = Object.entries(store.getState().uitkomsten).filter(
      ([id, text]) => (text ?? '') !== '' && !listed.has(id),
    )
    const found = await Promise.all(
      gone.map(([id]) => client.request('terugbelnotities.find', { id: terugbelnotitieIdSchema.parse(id) })),
    )
    return found.flatMap((result) => (result.ok && !isOpen(result.value) ? [result.value] : []))
  }

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
    if (!result.ok) return
    const regels = [...result.value, ...(await findLeftBehind(result.value))]
    if (store.getState().lijst !== lijst) return
    const before = store.getState().regels
    if (before !== undefined) announceNews(before, regels)
    store.setState(({ uitkomsten }) => ({
      regels: keepUnchanged(before ?? [], regels),
      uitkomsten: withConcepten(uitkomsten, regels),
    }))
  })

  const loadCounts = latestOnly<undefined>(async () => {
    const [telling, uitgezet] = await Promise.all([
      client.request('terugbelnotities.count'),
      client.request('terugbelnotities.list', { lijst: 'uitgezet', limit: uitgezetLimit }),
    ])
    store.setState((state) => ({
      ...(telling.ok ? { telling: telling.value } : {}),
      ...(uitgezet.ok
        ? {
            uitgezet: keepUnchanged(state.uitgezet, uitgezet.value),
            uitkomsten: withConcepten(state.uitkomsten, uitgezet.value),
          }
        : {}),
    }))
  })

  const refresh = (): void => {
    loadList.run(store.getState().lijst)
    loadCounts.run(undefined)
  }

  const close = (id: NotitieId): void =>
    store.setState(({ uitkomsten }) => ({ uitkomsten: { ...uitkomsten, [id]: undefined }, uitkomstFout: undefined }))

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
    bewaarfouten: {},
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
    schrijfUitkomst: (id, uitkomst) => {
      // Opening the place changes nothing on disk.
      if (uitkomst !== (get().uitkomsten[id] ?? '')) drafts.keep(id, { tekst: uitkomst })
      set(({ uitkomsten }) => ({ uitkomsten: { ...uitkomsten, [id]: uitkomst }, uitkomstFout: undefined }))
    },
    sluitUitkomst: (id) => {
      get().schrijfUitkomst(id, '')
      close(id)
      refresh()
    },
    handelAf: async (id) => {
      const written = get().uitkomsten[id] ?? ''
      const uitkomst = written.trim()
      const fout =
        uitkomst === '' ? texts.uitkomstLeeg : uitkomst.length > maxUitkomst ? texts.uitkomstTeLang : undefined
      if (fout !== undefined) {
        set({ uitkomstFout: fout })
        return false
      }
      // A letter that is still on its way to disk must not arrive after the text was sent and cleared away.
      await drafts.settled(id)
      const result = await client.request('terugbelnotities.handelAf', { id, uitkomst })
      if (!result.ok) {
        set({ uitkomstFout: errorLine(result.error) })
        return false
      }
      // Typed on meanwhile: that is not part of what was sent, so it stays.
      if (get().uitkomsten[id] === written) close(id)
      notifier.toast({ text: texts.afgehandeldMelding })
      refresh()
      return true
    },
  }))

  return {
    store,
    start: () => {
      refresh()
      const stops = [
        client.on('terugbelnotities.changed', refresh),
        onOpen(client, () => {
          drafts.retry()
          refresh()
        }),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}

export const { Provider: TerugbelnotitiesProvider, useSelect: useTerugbelnotities } =
  createStoreContext<TerugbelnotitiesState>('terugbelnotities')

/** The notitie that is chosen, wherever it was chosen. */
export const chosenRegel = (state: TerugbelnotitiesState): TerugbelnotitieRegel | undefined =>
  (state.regels ?? []).find(({ id }) => id === state.gekozenId) ??
  state.uitgezet.find(({ id }) => id === state.gekozenId)
