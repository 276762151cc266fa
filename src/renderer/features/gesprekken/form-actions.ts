import type { DraftKeeper } from './draft-keeper'
import {
  findGesprek,
  withAfronding,
  withTekst,
  type FormActions,
  type GesprekkenAccess,
  type GesprekkenDeps,
} from './state'
import { createWrapUp } from './wrap-up'

interface FormActionsDeps extends GesprekkenDeps {
  readonly drafts: DraftKeeper
  readonly reload: () => Promise<void>
}

export const createFormActions = (access: GesprekkenAccess, deps: FormActionsDeps): FormActions => {
  const { get, set } = access
  const { client, drafts, notifier, reload } = deps
  return {
    typ: (id, tekst) => {
      set((state) => withTekst(state, id, tekst))
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
    berekenBelofte: async (id, afdelingId) => {
      const result = await client.request('gesprekken.voorstelTerugbellen', { afdelingId })
      const voorstel = result.ok ? result.value : undefined
      set((state) => withAfronding(state, id, { belofte: { afdelingId, voorstel } }))
    },
    rondAf: createWrapUp(access, { client, notifier, settled: drafts.settled, reload }),
  }
}
