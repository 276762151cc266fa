import { terugbelnotitieIdSchema, type Terugbelnotitie } from '../../shared/domain/terugbelnotitie/terugbelnotitie'
import { diagnoseText } from '../features/verbinding/diagnose-text'
import { findPunt, isAanpassen } from '../features/verbinding/state'
import { notitieOf, typedFields, typedText } from '../features/verbinding/typed-text'
import { refusalLine } from '../texts/refusal-line'
import { intentText, verbindingTexts as texts } from '../texts/verbinding'
import type { DeskParts } from './desk-parts'

interface VerbindingActionsDeps extends DeskParts {
  readonly copyOrTell: (text: string, done: string, failed: string) => Promise<void>
  readonly openNotitie: (id: Terugbelnotitie['id']) => Promise<void>
}

/** What buttons and keys do on the screen of the connection. Without a number: the one that is chosen. */
export const createVerbindingActions = (deps: VerbindingActionsDeps) => {
  const { verbinding, navigation, focus, clock, medewerkerId, save, copyOrTell, openNotitie } = deps
  const { ga } = navigation.getState()

  const puntOf = (no?: number) => {
    const state = verbinding.getState()
    return findPunt(state, no ?? state.gekozenNo)
  }

  /** To the one that is chosen, or the first. */
  const focusAandacht = (): void => {
    const { aandacht, gekozenNo, kies } = verbinding.getState()
    const no = (puntOf() ?? aandacht[0])?.no
    if (no !== undefined && no !== gekozenNo) kies(no)
    focus.to(no === undefined ? 'aandacht' : `aandacht-${no}`)
  }

  /** Does something that may make one leave the list, and goes on with the one that comes in its place. */
  const thenNext = async (no: number, act: () => Promise<unknown>): Promise<void> => {
    const index = verbinding.getState().aandacht.findIndex((punt) => punt.no === no)
    await act()
    const { aandacht, kies } = verbinding.getState()
    const next = aandacht.find((punt) => punt.no === no) ?? aandacht[index] ?? aandacht.at(-1)
    if (next !== undefined) kies(next.no)
    focusAandacht()
  }

  return {
    bekijkAandacht: (): void => {
      ga('verbinding')
      focusAandacht()
    },
    stapAandacht: (step: 1 | -1): void => {
      const no = verbinding.getState().stap(step)
      if (no !== undefined) focus.to(`aandacht-${no}`)
    },
    pasAandachtAan: (chosen?: number): void => {
      const punt = puntOf(chosen)
      if (punt === undefined) return
      verbinding.getState().pasAan(punt.no)
      focus.to(`aandacht-veld-${punt.no}`)
    },
    stopAandacht: (no: number): void => {
      verbinding.getState().stopAanpassen(no)
      focus.to(`aandacht-${no}`)
    },
    /** Out of the words, with every change kept; without a change they close. */
    verlaatAanpassen: (): void => {
      const punt = puntOf()
      if (punt === undefined) return
      const { bewerkingen, stopAanpassen } = verbinding.getState()
      const velden = bewerkingen[punt.no]?.velden ?? {}
      if (typedFields(punt).every(({ veld, waarde }) => velden[veld] === waarde)) stopAanpassen(punt.no)
      focus.to(`aandacht-${punt.no}`)
    },
    verstuurAandacht: async (chosen?: number): Promise<void> => {
      const punt = puntOf(chosen)
      if (punt === undefined) return
      await thenNext(punt.no, () => verbinding.getState().verstuurOpnieuw(punt.no))
      // It did not fit: on with the words.
      if (isAanpassen(verbinding.getState().bewerkingen[punt.no])) focus.to(`aandacht-veld-${punt.no}`)
    },
    handelAandachtAf: async (chosen?: number): Promise<void> => {
      const punt = puntOf(chosen)
      if (punt === undefined) return
      await thenNext(punt.no, () => verbinding.getState().handelAf(punt.no))
    },
    kopieerAandacht: (chosen?: number): void => {
      const punt = puntOf(chosen)
      if (punt !== undefined) void copyOrTell(typedText(punt), texts.gekopieerd, texts.nietGekopieerd)
    },
    bewaarAandacht: (chosen?: number): void => {
      const punt = puntOf(chosen)
      if (punt === undefined) return
      const why = refusalLine(punt.error, medewerkerId, clock.now(), punt)
      save(texts.bestandNaam(punt.no), `${intentText(punt.naam)} (${punt.at})\n${why}\n\n${typedText(punt)}\n`)
    },
    openAandacht: (chosen?: number): void => {
      const punt = puntOf(chosen)
      const id = terugbelnotitieIdSchema.safeParse(punt === undefined ? undefined : notitieOf(punt))
      if (id.success) void openNotitie(id.data)
    },
    kopieerDiagnose: (): void => {
      const { diagnose } = verbinding.getState()
      if (diagnose === undefined) return
      void copyOrTell(diagnoseText(diagnose, clock.now()), texts.diagnoseGekopieerd, texts.nietGekopieerd)
    },
  }
}
