import type { Gesprek } from '../../shared/domain/gesprek/gesprek'
import { parseTelefoonnummer, type Telefoonnummer } from '../../shared/kernel/telefoonnummer'
import { findGesprek } from '../features/gesprekken/state'
import { klantbeeldenTexts as texts } from '../texts/klantbeelden'
import type { DeskParts } from './desk-parts'

export const numberOf = (gesprek: Pick<Gesprek, 'telefoon'> | undefined): Telefoonnummer | undefined => {
  const parsed = gesprek === undefined ? undefined : parseTelefoonnummer(gesprek.telefoon)
  return parsed?.ok === true ? parsed.value : undefined
}

/** Looking at what is known of who is on the phone, and being done with it. */
export const createKlantbeeldActions = ({ gesprekken, klantbeelden, navigation, notifier, focus }: DeskParts) => {
  const open = async (nummer: Telefoonnummer): Promise<void> => {
    navigation.getState().ga('werkblad')
    const opened = klantbeelden.getState().open(nummer, 'gesprek')
    focus.to('klantbeeld')
    await opened
  }

  return {
    openKlantbeeld: open,
    /** Of the gesprek that is chosen. */
    toonKlantbeeld: async (): Promise<void> => {
      const state = gesprekken.getState()
      const nummer = numberOf(findGesprek(state, state.gekozenId))
      if (nummer !== undefined) await open(nummer)
      else {
        notifier.toast({ text: texts.zoekNummer })
        focus.to('telefoon')
      }
    },
    sluitKlantbeeld: (): void => {
      klantbeelden.getState().sluit()
      focus.to('vraag')
    },
    /** When no gesprek has the number any more, nobody needs what is known of it. */
    followGesprekken: (): (() => void) =>
      gesprekken.subscribe((state) => {
        const { beeld, sluit } = klantbeelden.getState()
        if (beeld.kind === 'dicht') return
        if (!state.gesprekken.some((gesprek) => numberOf(gesprek) === beeld.nummer)) sluit()
      }),
  }
}
