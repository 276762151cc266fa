import { createStore } from 'zustand/vanilla'
import type { KennisartikelHit } from '../../../shared/contract/kennisartikelen'
import type { Kennisartikel } from '../../../shared/domain/kennisartikel/kennisartikel'
import type { AppError } from '../../../shared/kernel/result'
import type { AgentClient } from '../../client/agent-client'
import { onOpen } from '../../client/on-open'
import { latestOnly } from '../../state/latest-only'
import { createStoreContext, type FeatureStore } from '../../state/store-context'
import { markedWords } from './mark-words'

/** What was found, and for which words: what stands in the box may be a keystroke ahead. */
export interface Found {
  readonly query: string
  readonly hits: readonly KennisartikelHit[]
  readonly tookMs: number
}

export interface Reading {
  readonly artikel: Kennisartikel
  /** Words to mark, lower case. */
  readonly woorden: readonly string[]
}

export interface KennisartikelenState {
  readonly query: string
  readonly found: Found | undefined
  /** Number of articles on this desk; undefined until the core has said so. */
  readonly total: number | undefined
  readonly error: AppError | undefined
  readonly activeIndex: number
  readonly reading: Reading | undefined
  /** Titles of articles that were asked for by id. */
  readonly titels: Readonly<Record<string, string>>
  readonly typQuery: (query: string) => void
  /** Walks through the hits and shows the one it comes to. */
  readonly moveActive: (step: 1 | -1) => void
  /** Chosen on purpose: it stays in the reader while somebody types on. Resolves when it can be read. */
  readonly open: (id: string) => Promise<void>
  /** Resolves when what was typed last has its answer: Enter may come before that. */
  readonly searched: () => Promise<void>
  readonly loadTitels: (ids: readonly string[]) => void
}

const hitLimit = 12

// What the contract takes; a pasted page beyond it adds nothing to a search.
const longestQuery = 10_000

/** Searching and reading the kennisbank. Every keystroke asks at once; the newest question wins and old hits stay until it answers. */
export const createKennisartikelenStore = (client: AgentClient): FeatureStore<KennisartikelenState> => {
  // While somebody reads an article they chose, news of the kennisbank does not take it away from under their eyes.
  let pinned = false

  const reader = latestOnly(async ({ id, woorden }: { readonly id: string; readonly woorden: readonly string[] }) => {
    const result = await client.request('kennisartikelen.find', { id })
    store.setState(result.ok ? { reading: { artikel: result.value, woorden } } : { error: result.error })
  })

  const show = (hit: KennisartikelHit | undefined): void => {
    if (hit !== undefined) reader.run({ id: hit.id, woorden: markedWords(hit.titel, hit.fragment) })
  }

  const search = latestOnly(async (query: string) => {
    const result = await client.request('kennisartikelen.search', { query, limit: hitLimit })
    if (!result.ok) {
      store.setState({ error: result.error })
      return
    }
    const { hits, total, tookMs } = result.value
    store.setState({ found: { query, hits, tookMs }, total, error: undefined, activeIndex: 0 })
    if (pinned) return
    // Nothing found: the article of the question before must not look like an answer to this one.
    if (hits[0] === undefined) store.setState({ reading: undefined })
    else show(hits[0])
  })

  const store = createStore<KennisartikelenState>()((set, get) => ({
    query: '',
    found: undefined,
    total: undefined,
    error: undefined,
    activeIndex: 0,
    reading: undefined,
    titels: {},
    typQuery: (typed) => {
      const query = typed.slice(0, longestQuery)
      pinned = false
      set({ query })
      search.run(query)
    },
    moveActive: (step) => {
      const { found, activeIndex } = get()
      const index = activeIndex + step
      const hit = found?.hits[index]
      if (hit === undefined) return
      pinned = false
      set({ activeIndex: index })
      show(hit)
    },
    open: async (id) => {
      const { found, activeIndex } = get()
      const index = found?.hits.findIndex((hit) => hit.id === id) ?? -1
      const hit = found?.hits[index]
      pinned = true
      set({ activeIndex: index === -1 ? activeIndex : index })
      reader.run({ id, woorden: hit === undefined ? [] : markedWords(hit.titel, hit.fragment) })
      await reader.settled()
    },
    searched: search.settled,
    loadTitels: (ids) => {
      for (const id of ids.filter((one) => get().titels[one] === undefined)) {
        void client.request('kennisartikelen.find', { id }).then((result) => {
          const titel = result.ok ? result.value.titel : id
          set((state) => ({ titels: { ...state.titels, [id]: titel } }))
        })
      }
    },
  }))

  return {
    store,
    start: () => {
      const refresh = (): void => search.run(store.getState().query)
      refresh()
      const stops = [client.on('kennisartikelen.changed', refresh), onOpen(client, refresh)]
      return () => stops.forEach((stop) => stop())
    },
  }
}

/** The best hit, or the one that somebody walked to. */
export const activeHit = ({ found, activeIndex }: KennisartikelenState): KennisartikelHit | undefined =>
  found?.hits[activeIndex]

/** What stands in the box is newer than what was found. */
export const isBehind = ({ found, query }: KennisartikelenState): boolean => found?.query !== query

export const { Provider: KennisartikelenProvider, useSelect: useKennisartikelen } =
  createStoreContext<KennisartikelenState>('kennisartikelen')
