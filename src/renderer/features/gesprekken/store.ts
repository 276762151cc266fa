import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Gesprek, GesprekId } from '../../../shared/domain/gesprek/gesprek'
import type { AppError } from '../../../shared/kernel/result'
import { latestOnly } from '../../state/latest-only'
import { createStoreContext, type FeatureStore } from '../../state/store-context'
import { errorLine } from '../../texts/errors'
import { gesprekkenTexts as texts } from '../../texts/gesprekken'
import { createDraftKeeper } from './draft-keeper'
import { createFormActions } from './form-actions'
import { findGesprek, noGesprekken, overlay, withGesprek, type GesprekkenDeps, type GesprekkenState } from './state'
import { createTabActions } from './tab-actions'

/** Running conversations of this desk. What somebody types is shown at once and stored at once; what the core tells never overwrites it. */
export const createGesprekkenStore = (deps: GesprekkenDeps): FeatureStore<GesprekkenState> => {
  const { client, notifier } = deps

  const setBewaarfout = (id: GesprekId, error: AppError | undefined): void => {
    const before = store.getState().bewaarfouten[id]
    if (before?.code === error?.code) return
    if (error !== undefined) notifier.alert(texts.nietBewaard(errorLine(error)))
    store.setState(({ bewaarfouten }) => ({ bewaarfouten: { ...bewaarfouten, [id]: error } }))
  }

  const drafts = createDraftKeeper({
    save: (id, tekst) => client.request('gesprekken.bewaar', { id, tekst }),
    onSaved: (id, bewaardOp) => {
      store.setState((state) => withGesprek(state, id, { bewaardOp }))
      setBewaarfout(id, undefined)
    },
    onFailed: setBewaarfout,
  })

  const refresh = latestOnly<undefined>(async () => {
    const result = await client.request('gesprekken.list')
    if (!result.ok) return
    store.setState(({ gekozenId, isStarting }) => {
      const gesprekken = result.value.map((gesprek) => overlay(gesprek, drafts.unsaved(gesprek.id)))
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
    ...createFormActions({ get, set }, { ...deps, drafts, reload }),
  }))

  return {
    store,
    start: () => {
      refresh.run(undefined)
      loadAfdelingen.run(undefined)
      const stops = [
        client.on('gesprekken.changed', () => refresh.run(undefined)),
        client.on('afdelingen.changed', () => loadAfdelingen.run(undefined)),
        // A core that came back may store what it could not store before.
        client.onState((state) => {
          if (state === 'open') drafts.retry()
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
