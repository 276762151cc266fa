import type { GesprekId, Kanaal } from '../../shared/domain/gesprek/gesprek'
import { activeHit, isBehind } from '../features/kennisartikelen/store'
import { kennisartikelenTexts as texts } from '../texts/kennisartikelen'
import type { DeskParts } from './desk-parts'
import { createKlantbeeldActions } from './klantbeeld-actions'
import type { Scherm } from './navigation'
import { createTerugbelActions } from './terugbel-actions'
import { createVerbindingActions } from './verbinding-actions'

/** What buttons and shortcuts both do: several features at once, and then the focus in the place where one goes on. */
export const createDeskActions = (deps: DeskParts) => {
  const { gesprekken, kennisartikelen, navigation, notifier, focus } = deps
  const { ga } = navigation.getState()

  const copy = async (text: string, done: string, failed: string): Promise<void> => {
    notifier.toast({ text: (await deps.copy(text)) ? done : failed })
  }

  const withChosen = (act: (id: GesprekId) => void): void => {
    const { gekozenId } = gesprekken.getState()
    if (gekozenId !== undefined) act(gekozenId)
  }

  /** To the words of the gesprek that runs, else to the search box: an agent can always type at once. */
  const focusWork = (): void => {
    focus.to(gesprekken.getState().gekozenId === undefined ? 'zoeken' : 'vraag')
  }

  const openArtikel = async (id: string): Promise<void> => {
    ga('werkblad')
    const isShown = kennisartikelen.getState().reading?.artikel.id === id
    const opened = kennisartikelen.getState().open(id)
    // What one already sees gets the next key at once: an U right after Enter is meant for the article.
    if (!isShown) await opened
    focus.to('artikel')
  }

  const terugbelActions = createTerugbelActions(deps, copy)

  return {
    ...terugbelActions,
    ...createKlantbeeldActions(deps),
    ...createVerbindingActions({ ...deps, copyOrTell: copy, openNotitie: terugbelActions.openNotitie }),
    copy,
    focusWork,
    naar: (scherm: Scherm): void => {
      ga(scherm)
      if (scherm === 'werkblad') focusWork()
      else focus.to(scherm === 'terugbellen' ? 'notities' : scherm)
    },
    zoek: (): void => {
      ga('werkblad')
      focus.to('zoeken')
    },
    nieuwGesprek: async (kanaal: Kanaal): Promise<void> => {
      ga('werkblad')
      if (await gesprekken.getState().start(kanaal)) focus.to('vraag')
    },
    kiesGesprek: async (id: GesprekId): Promise<void> => {
      ga('werkblad')
      await gesprekken.getState().kies(id)
      focus.to('vraag')
    },
    legWeg: async (id: GesprekId): Promise<void> => {
      await gesprekken.getState().legWeg(id)
      focus.to('nieuw-gesprek')
    },
    /** Undoes what was done last. A gesprek that comes back is also where one goes on. */
    herstel: async (): Promise<void> => {
      const before = gesprekken.getState().weggelegdId
      await deps.undo.run()
      if (before === undefined || gesprekken.getState().weggelegdId !== undefined) return
      ga('werkblad')
      focus.to('vraag')
    },
    rondAf: (): void =>
      withChosen((id) => {
        void gesprekken
          .getState()
          .rondAf(id)
          .then((veld) => {
            if (veld !== undefined) focus.to(veld)
            else if (gesprekken.getState().gesprekken.every((gesprek) => gesprek.id !== id)) focus.to('zoeken')
          })
      }),
    maakTerugbelnotitie: (): void =>
      withChosen((id) => {
        ga('werkblad')
        gesprekken.getState().kiesResultaat(id, 'terugbelnotitie')
        focus.to('afdelingId')
      }),
    openArtikel,
    /** The hit that is marked. */
    openGevonden: async (): Promise<void> => {
      if (isBehind(kennisartikelen.getState())) await kennisartikelen.getState().searched()
      const hit = activeHit(kennisartikelen.getState())
      if (hit !== undefined) await openArtikel(hit.id)
    },
    gebruikArtikel: (): void => {
      const artikel = kennisartikelen.getState().reading?.artikel
      if (artikel !== undefined && gesprekken.getState().voegArtikelToe(artikel.id))
        notifier.announce(texts.toegevoegd(artikel.titel))
    },
    kopieerArtikel: (): void => {
      const artikel = kennisartikelen.getState().reading?.artikel
      if (artikel !== undefined)
        void copy(`${artikel.titel}\n\n${artikel.tekst}`, texts.gekopieerd, texts.nietGekopieerd)
    },
  }
}

export type DeskActions = ReturnType<typeof createDeskActions>
