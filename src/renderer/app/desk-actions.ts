import type { StoreApi } from 'zustand/vanilla'
import type { TerugbelnotitieRegel } from '../../shared/contract/terugbelnotities'
import type { GesprekId, Kanaal } from '../../shared/domain/gesprek/gesprek'
import type { GesprekkenState } from '../features/gesprekken/state'
import { activeHit, isBehind, type KennisartikelenState } from '../features/kennisartikelen/store'
import { chosenRegel, type TerugbelnotitiesState } from '../features/terugbelnotities/store'
import type { Notifier } from '../state/notifier'
import { kennisartikelenTexts as texts } from '../texts/kennisartikelen'
import { terugbelnotitiesTexts as notitieTexts } from '../texts/terugbelnotities'
import type { Focus } from './focus'
import type { NavigationState, Scherm } from './navigation'

export interface DeskActionsDeps {
  readonly gesprekken: StoreApi<GesprekkenState>
  readonly kennisartikelen: StoreApi<KennisartikelenState>
  readonly terugbelnotities: StoreApi<TerugbelnotitiesState>
  readonly navigation: StoreApi<NavigationState>
  readonly notifier: Notifier
  readonly focus: Focus
  /** Puts text on the clipboard; false when that is not possible. */
  readonly copy: (text: string) => Promise<boolean>
}

/** What buttons and shortcuts both do: several features at once, and then the focus in the place where one goes on. */
export const createDeskActions = (deps: DeskActionsDeps) => {
  const { gesprekken, kennisartikelen, terugbelnotities, navigation, notifier, focus } = deps
  const { ga } = navigation.getState()

  const copy = async (text: string, done: string, failed: string): Promise<void> => {
    notifier.toast({ text: (await deps.copy(text)) ? done : failed })
  }

  const withChosen = (act: (id: GesprekId) => void): void => {
    const { gekozenId } = gesprekken.getState()
    if (gekozenId !== undefined) act(gekozenId)
  }

  const withRegel = (act: (regel: TerugbelnotitieRegel) => void): void => {
    const regel = chosenRegel(terugbelnotities.getState())
    if (regel !== undefined) act(regel)
  }

  /** To the words of the gesprek that runs, else to the search box: an agent can always type at once. */
  const focusWork = (): void => focus.to(gesprekken.getState().gekozenId === undefined ? 'zoeken' : 'vraag')

  const openArtikel = async (id: string): Promise<void> => {
    ga('werkblad')
    const isShown = kennisartikelen.getState().reading?.artikel.id === id
    const opened = kennisartikelen.getState().open(id)
    // What one already sees gets the next key at once: an U right after Enter is meant for the article.
    if (!isShown) await opened
    focus.to('artikel')
  }

  return {
    copy,
    focusWork,
    naar: (scherm: Scherm): void => {
      ga(scherm)
      if (scherm === 'werkblad') focusWork()
      else focus.to(scherm === 'terugbellen' ? 'notities' : 'instellingen')
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
    herstel: async (): Promise<void> => {
      ga('werkblad')
      await gesprekken.getState().herstel()
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
    /** The notities that this medewerker made, with this one chosen. */
    openUitgezet: (id: TerugbelnotitieRegel['id'] | undefined): void => {
      ga('terugbellen')
      terugbelnotities.getState().kiesLijst('uitgezet')
      if (id !== undefined) terugbelnotities.getState().kies(id)
      focus.to(id === undefined ? 'notities' : 'notitie')
    },
    ikBel: (): void => withRegel(({ id }) => void terugbelnotities.getState().claim(id)),
    schrijfUitkomst: (): void =>
      withRegel(({ id }) => {
        const { uitkomsten, schrijfUitkomst } = terugbelnotities.getState()
        schrijfUitkomst(id, uitkomsten[id] ?? '')
        focus.to('uitkomst')
      }),
    sluitUitkomst: (): void =>
      withRegel(({ id }) => {
        terugbelnotities.getState().sluitUitkomst(id)
        focus.to('notitie')
      }),
    kopieerUitkomst: (): void =>
      withRegel(({ id }) => {
        const text = terugbelnotities.getState().uitkomsten[id] ?? ''
        void copy(text, notitieTexts.gekopieerd, notitieTexts.nietGekopieerd)
      }),
    handelAf: async (): Promise<void> => {
      const { regels = [], handelAf, kies } = terugbelnotities.getState()
      const regel = chosenRegel(terugbelnotities.getState())
      if (regel === undefined) return
      const index = regels.findIndex(({ id }) => id === regel.id)
      const next = regels[index + 1] ?? regels[index - 1]
      if (!(await handelAf(regel.id))) {
        focus.to('uitkomst')
        return
      }
      // On to the next promise: the handled one leaves the list.
      kies(next?.id)
      focus.to('notities')
    },
  }
}

export type DeskActions = ReturnType<typeof createDeskActions>
