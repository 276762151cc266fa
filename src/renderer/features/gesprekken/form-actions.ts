import type { Gesprek, GesprekId, GesprekTekstPatch } from '../../../shared/domain/gesprek/gesprek'
import type { DraftKeeper } from '../../state/draft-keeper'
import {
  findGesprek,
  withAfronding,
  withTekst,
  type FormActions,
  type GesprekkenAccess,
  type GesprekkenDeps,
} from './state'
import type { Berekening } from './afronding'
import { createWrapUp } from './wrap-up'

interface FormActionsDeps extends GesprekkenDeps {
  readonly drafts: DraftKeeper<GesprekId, GesprekTekstPatch>
  /** What is given to the core to be wrapped up is noted here. */
  readonly aangeboden: Map<GesprekId, Gesprek>
  readonly reload: () => Promise<void>
}

export const createFormActions = (access: GesprekkenAccess, deps: FormActionsDeps): FormActions => {
  const { get, set } = access
  const { client, clock, drafts } = deps
  return {
    typ: (id, tekst) => {
      // A field can speak once more while its gesprek leaves the screen.
      if (findGesprek(get(), id) === undefined) return
      set((state) => ({
        ...withTekst(state, id, tekst),
        onbewaardSinds: { ...state.onbewaardSinds, [id]: state.onbewaardSinds[id] ?? clock.now() },
      }))
      const fouten = Object.entries(get().afrondingen[id]?.fouten ?? {})
      const left = fouten.filter(([veld]) => !(veld in tekst))
      // What was wrong with a field is no longer known once somebody types in it.
      if (left.length < fouten.length) set((state) => withAfronding(state, id, { fouten: Object.fromEntries(left) }))
      drafts.keep(id, tekst)
    },
    voegArtikelToe: (artikelId) => {
      const gesprek = findGesprek(get(), get().gekozenId)
      if (gesprek === undefined || gesprek.artikelIds.includes(artikelId)) return false
      get().typ(gesprek.id, { artikelIds: [...gesprek.artikelIds, artikelId] })
      return true
    },
    kiesResultaat: (id, resultaat) => set((state) => withAfronding(state, id, { resultaat, fouten: {} })),
    kiesAfdeling: async (id, afdelingId) => {
      if (findGesprek(get(), id)?.afdelingId === afdelingId) return
      get().typ(id, { afdelingId, bellenVoor: null })
      await get().berekenBelofte(id)
    },
    berekenBelofte: async (id) => {
      const afdelingId = findGesprek(get(), id)?.afdelingId ?? null
      if (afdelingId === null) return
      set((state) => withAfronding(state, id, { berekening: { kind: 'bezig' } }))
      const result = await client.request('gesprekken.voorstelTerugbellen', { afdelingId })
      // Another afdeling was chosen meanwhile: its own answer is on its way.
      if (findGesprek(get(), id)?.afdelingId !== afdelingId) return
      const berekening: Berekening = result.ok
        ? { kind: 'gelukt', voorstel: result.value }
        : { kind: 'mislukt', error: result.error }
      set((state) => withAfronding(state, id, { berekening }))
      if (result.ok) get().typ(id, { bellenVoor: result.value.bellenVoor })
    },
    rondAf: createWrapUp(access, deps),
  }
}
