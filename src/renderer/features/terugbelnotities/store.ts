import { createStore } from 'zustand/vanilla'
import type { TerugbelLijst, TerugbelnotitieRegel } from '../../../shared/contract/terugbelnotities'
import { breekClaim, claimTerugbelnotitie } from '../../../shared/domain/terugbelnotitie/claim-intents'
import { isOpen, terugbelnotitieIdSchema } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { mayDo } from '../../../shared/domain/rechten/rechten'
import type { AppError } from '../../../shared/kernel/result'
import { onOpen } from '../../client/on-open'
import { createDraftKeeper } from '../../state/draft-keeper'
import { keepUnchanged } from '../../state/keep-unchanged'
import { latestOnly } from '../../state/latest-only'
import { createStoreContext, type FeatureStore } from '../../state/store-context'
import { errorLine } from '../../texts/errors'
import { terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import { createClaimActions } from './claim-actions'
import { holderOf } from './holder'
import type { NotitieId, TerugbelnotitiesAccess, TerugbelnotitiesDeps, TerugbelnotitiesState } from './state'
import { createVerslagActions } from './verslag-actions'

const listLimit = 1000
const uitgezetLimit = 200

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
    const lost = after.find(
      (regel) =>
        known.get(regel.id)?.claimGevraagd === true && holderOf(regel, medewerker.id, clock.now()).kind === 'ander',
    )
    if (lost !== undefined) notifier.toast({ text: texts.nietGekregen(lost.houderNaam ?? '') })
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

  const store = createStore<TerugbelnotitiesState>()((set, get) => {
    const access: TerugbelnotitiesAccess = { get, set, refresh }
    return {
      medewerkerId: medewerker.id,
      mayCall: mayDo(medewerker.rol, claimTerugbelnotitie.name),
      mayBreak: mayDo(medewerker.rol, breekClaim.name),
      lijst: medewerker.rol === 'behandelaar' ? 'afdeling' : 'alle',
      regels: undefined,
      telling: undefined,
      uitgezet: [],
      gekozenId: undefined,
      bekeken: undefined,
      uitkomsten: {},
      poging: undefined,
      uitkomstFout: undefined,
      bewaarfouten: {},
      ...createClaimActions(access, deps),
      ...createVerslagActions(access, { ...deps, drafts }),
      kiesLijst: (lijst) => {
        if (lijst === get().lijst) return
        set({ lijst, regels: undefined })
        loadList.run(lijst)
      },
      kies: (gekozenId) => set({ gekozenId, uitkomstFout: undefined }),
      bekijk: async (id) => {
        get().kiesLijst('alle')
        get().kies(id)
        const found = await client.request('terugbelnotities.find', { id })
        // What is open stands in the list, and changes there.
        if (found.ok && !isOpen(found.value)) set({ bekeken: found.value })
      },
    }
  })

  return {
    store,
    start: () => {
      drafts.retry()
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
