import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Gesprek, GesprekId, GesprekTekstPatch } from '../../../shared/domain/gesprek/gesprek'
import type { AppError } from '../../../shared/kernel/result'
import { onOpen } from '../../client/on-open'
import { createDraftKeeper } from '../../state/draft-keeper'
import { latestOnly } from '../../state/latest-only'
import { createStoreContext, type FeatureStore } from '../../state/store-context'
import { errorLine } from '../../texts/errors'
import { gesprekkenTexts as texts } from '../../texts/gesprekken'
import { createFormActions } from './form-actions'
import { createSaveTekst } from './save-tekst'
import { findGesprek, noGesprekken, overlay, withGesprek, type GesprekkenDeps, type GesprekkenState } from './state'
import { createTabActions } from './tab-actions'

/** Running conversations of this desk. What somebody types is shown at once and stored at once; what the core tells never overwrites it. */
export const createGesprekkenStore = (deps: GesprekkenDeps): FeatureStore<GesprekkenState> => {
  const { client, clock, notifier } = deps
  const aangeboden = new Map<GesprekId, Gesprek>()

  const setBewaarfout = (id: GesprekId, error: AppError | undefined): void => {
    const before = store.getState().bewaarfouten[id]
    if (before?.code === error?.code) return
    if (error !== undefined) notifier.alert(texts.nietBewaard(errorLine(error)))
    store.setState(({ bewaarfouten }) => ({ bewaarfouten: { ...bewaarfouten, [id]: error } }))
  }

  const drafts = createDraftKeeper<GesprekId, GesprekTekstPatch, Pick<Gesprek, 'bewaardOp'>>({
    save: createSaveTekst({
      client,
      aangeboden,
      find: (id) => findGesprek(store.getState(), id),
      onGone: (id, isMoved) => {
        if (isMoved) notifier.toast({ text: texts.verhuisd })
        void drafts.settled(id).then(reload)
      },
    }),
    onSaved: (id, { bewaardOp }) => {
      const sinds = drafts.unsaved(id) === undefined ? undefined : clock.now()
      store.setState((state) => ({
        ...withGesprek(state, id, { bewaardOp }),
        onbewaardSinds: { ...state.onbewaardSinds, [id]: sinds },
      }))
      setBewaarfout(id, undefined)
    },
    onFailed: setBewaarfout,
  })

  const refresh = latestOnly<undefined>(async () => {
    const result = await client.request('gesprekken.list')
    if (!result.ok) return
    store.setState(({ gekozenId, isStarting, gesprekken: shown }) => {
      const known = new Set(result.value.map(({ id }) => id))
      const gesprekken = [
        // Not open at the core, but with words that are nowhere else: they stay until those have a place.
        ...shown.filter(({ id }) => !known.has(id) && drafts.unsaved(id) !== undefined),
        ...result.value.map((gesprek) => overlay(gesprek, drafts.unsaved(gesprek.id) ?? {})),
      ]
      const stays = gesprekken.some(({ id }) => id === gekozenId)
      const next = gesprekken.find(({ status }) => status === 'actief') ?? gesprekken.at(-1)
      return { isLoaded: true, gesprekken, gekozenId: stays || isStarting ? gekozenId : next?.id }
    })
  })

  const reload = async (): Promise<void> => {
    refresh.run(undefined)
    await refresh.settled()
  }

  const loadAfdelingen = latestOnly<undefined>(async () => {
    const result = await client.request('afdelingen.list')
    if (result.ok) store.setState({ afdelingen: result.value })
  })

  const store: StoreApi<GesprekkenState> = createStore((set, get) => ({
    ...noGesprekken,
    ...createTabActions({ get, set }, { ...deps, settled: drafts.settled, reload }),
    ...createFormActions({ get, set }, { ...deps, drafts, aangeboden, reload }),
  }))

  return {
    store,
    start: () => {
      // After a locked screen there may be words that came too late to be stored.
      drafts.retry()
      refresh.run(undefined)
      loadAfdelingen.run(undefined)
      const stops = [
        client.on('gesprekken.changed', () => refresh.run(undefined)),
        client.on('afdelingen.changed', () => loadAfdelingen.run(undefined)),
        onOpen(client, () => {
          // What could not be stored before comes first: what the core then tells includes it.
          drafts.retry()
          refresh.run(undefined)
          loadAfdelingen.run(undefined)
        }),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}

export const { Provider: GesprekkenProvider, useSelect: useGesprekken } =
  createStoreContext<GesprekkenState>('gesprekken')

/** Something of one gesprek; undefined when it is not open any more. */
export const useGesprek = <Picked>(id: GesprekId, pick: (gesprek: Gesprek) => Picked): Picked | undefined =>
  useGesprekken((state) => {
    const gesprek = findGesprek(state, id)
    return gesprek === undefined ? undefined : pick(gesprek)
  })
