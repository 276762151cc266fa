import type { Result } from '../../../shared/kernel/result'
import type { DraftKeeper } from '../../state/draft-keeper'
import { refusalLine } from '../../texts/refusal-line'
import { pogingTexts, terugbelnotitiesTexts as texts } from '../../texts/terugbelnotities'
import type { NotitieId, TerugbelnotitiesAccess, TerugbelnotitiesDeps, VerslagActions } from './state'

const maxTekst = 1000

interface VerslagDeps extends TerugbelnotitiesDeps {
  readonly drafts: DraftKeeper<NotitieId, { readonly tekst: string }>
}

/** What came of a call: one text per notitie, stored at every letter, that finishes it or goes with a poging. */
export const createVerslagActions = (
  { get, set, refresh }: TerugbelnotitiesAccess,
  { client, notifier, clock, medewerker, drafts, isOffline }: VerslagDeps,
): VerslagActions => {
  const close = (id: NotitieId): void =>
    set(({ uitkomsten, poging }) => ({
      uitkomsten: { ...uitkomsten, [id]: undefined },
      poging: poging?.id === id ? undefined : poging,
      uitkomstFout: undefined,
    }))

  /** Hands the text over; the place for it closes only when all of it was taken. */
  const send = async (id: NotitieId, written: string, hand: () => Promise<Result<null>>): Promise<boolean> => {
    // A letter that is still on its way to disk must not arrive after the text was sent and cleared away.
    await drafts.settled(id)
    const result = await hand()
    if (!result.ok) {
      set({ uitkomstFout: refusalLine(result.error, medewerker.id, clock.now()) })
      return false
    }
    // Typed on meanwhile: that is not part of what was sent, so it stays.
    if ((get().uitkomsten[id] ?? '') === written) close(id)
    return true
  }

  return {
    openUitkomst: (id) => {
      get().schrijfUitkomst(id, get().uitkomsten[id] ?? '')
      set({ poging: undefined })
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
      const fout = uitkomst === '' ? texts.uitkomstLeeg : uitkomst.length > maxTekst ? texts.uitkomstTeLang : undefined
      if (fout !== undefined) {
        set({ uitkomstFout: fout })
        return false
      }
      const done = await send(id, written, () => client.request('terugbelnotities.handelAf', { id, uitkomst }))
      if (!done) return false
      notifier.toast({ text: isOffline() ? texts.afgehandeldOffline : texts.afgehandeldMelding })
      refresh()
      return true
    },
    kiesPoging: (id, resultaat) => {
      get().schrijfUitkomst(id, get().uitkomsten[id] ?? '')
      set({ poging: { id, resultaat } })
    },
    registreerPoging: async (id) => {
      const { poging, uitkomsten } = get()
      if (poging?.id !== id) return false
      const { resultaat } = poging
      const written = uitkomsten[id] ?? ''
      const toelichting = written.trim()
      if (toelichting.length > maxTekst) {
        set({ uitkomstFout: texts.pogingTeLang })
        return false
      }
      const done = await send(id, written, () =>
        client.request('terugbelnotities.registreerPoging', { id, resultaat, toelichting }),
      )
      if (!done) return false
      notifier.toast({ text: texts.pogingGelukt(pogingTexts[resultaat]) })
      refresh()
      return true
    },
  }
}
