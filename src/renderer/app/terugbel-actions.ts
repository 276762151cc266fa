import type { TerugbelnotitieRegel } from '../../shared/contract/terugbelnotities'
import { chosenRegel, type PogingResultaat } from '../features/terugbelnotities/state'
import { terugbelnotitiesTexts as notitieTexts } from '../texts/terugbelnotities'
import type { DeskParts } from './desk-parts'

type Copy = (text: string, done: string, failed: string) => Promise<void>

/** What buttons and keys do with notities: the deed, and then the focus in the place where one goes on. */
export const createTerugbelActions = ({ terugbelnotities, navigation, focus }: DeskParts, copy: Copy) => {
  const { ga } = navigation.getState()

  const withRegel = (act: (regel: TerugbelnotitieRegel) => void): void => {
    const regel = chosenRegel(terugbelnotities.getState())
    if (regel !== undefined) act(regel)
  }

  return {
    /** The notities that this medewerker made, with this one chosen. */
    openUitgezet: (id: TerugbelnotitieRegel['id'] | undefined): void => {
      ga('terugbellen')
      terugbelnotities.getState().kiesLijst('uitgezet')
      if (id !== undefined) terugbelnotities.getState().kies(id)
      focus.to(id === undefined ? 'notities' : 'notitie')
    },
    /** Any notitie: in the list that holds all that are open, or beside it when a colleague has finished it. */
    openNotitie: async (id: TerugbelnotitieRegel['id']): Promise<void> => {
      ga('terugbellen')
      await terugbelnotities.getState().bekijk(id)
      focus.to(chosenRegel(terugbelnotities.getState()) === undefined ? 'notities' : 'notitie')
    },
    neemVolgende: async (): Promise<void> => {
      const id = await terugbelnotities.getState().claimVolgende()
      if (id === undefined) return
      ga('terugbellen')
      focus.to('notitie')
    },
    ikBel: (): void => withRegel(({ id }) => void terugbelnotities.getState().claim(id)),
    geefTerug: (): void => withRegel(({ id }) => void terugbelnotities.getState().geefVrij(id)),
    /** Asks for the reason. */
    haalWeg: (): void => navigation.getState().toon('haal-weg'),
    kiesPoging: (resultaat: PogingResultaat): void =>
      withRegel(({ id }) => {
        const isOpen = terugbelnotities.getState().poging?.id === id
        terugbelnotities.getState().kiesPoging(id, resultaat)
        // Who walks through the results with the arrows stays there.
        if (!isOpen) focus.to('uitkomst')
      }),
    legPogingVast: async (): Promise<void> => {
      const regel = chosenRegel(terugbelnotities.getState())
      if (regel === undefined) return
      focus.to((await terugbelnotities.getState().registreerPoging(regel.id)) ? 'notities' : 'uitkomst')
    },
    schrijfUitkomst: (): void =>
      withRegel(({ id }) => {
        terugbelnotities.getState().openUitkomst(id)
        focus.to('uitkomst')
      }),
    sluitUitkomst: (): void =>
      withRegel(({ id }) => {
        terugbelnotities.getState().sluitUitkomst(id)
        focus.to('notitie')
      }),
    /** Out of the form, with every word kept; an empty form closes. */
    verlaatVerslag: (): void =>
      withRegel(({ id }) => {
        const { uitkomsten, sluitUitkomst } = terugbelnotities.getState()
        if ((uitkomsten[id] ?? '') === '') sluitUitkomst(id)
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
