import type { OperationOutput } from '../../../shared/contract/index'
import type { Gesprek, GesprekId, GesprekTekstPatch, Kanaal } from '../../../shared/domain/gesprek/gesprek'
import type { AppError } from '../../../shared/kernel/result'
import type { Clock, Instant } from '../../../shared/kernel/clock'
import type { AgentClient } from '../../client/agent-client'
import type { Notifier } from '../../state/notifier'
import { newAfronding, type Afronding, type Resultaat, type Veld } from './afronding'

export type Afdeling = OperationOutput<'afdelingen.list'>[number]

export interface GesprekkenData {
  /** False until the core has told what runs. */
  readonly isLoaded: boolean
  /** Oldest first, with the words as they stand on the screen. */
  readonly gesprekken: readonly Gesprek[]
  readonly gekozenId: GesprekId | undefined
  /** A new gesprek is on its way: nothing is chosen meanwhile, so that no letter for the next caller lands with the last one. */
  readonly isStarting: boolean
  readonly afrondingen: Readonly<Partial<Record<GesprekId, Afronding>>>
  /** Since when there are words that are not on disk; undefined = all of them are. */
  readonly onbewaardSinds: Readonly<Partial<Record<GesprekId, Instant>>>
  /** Why words are not on disk. */
  readonly bewaarfouten: Readonly<Partial<Record<GesprekId, AppError>>>
  /** What was put away last and can come back. */
  readonly weggelegdId: GesprekId | undefined
  readonly afdelingen: readonly Afdeling[]
}

/** What one does with the tabs. */
export interface TabActions {
  readonly start: (kanaal: Kanaal) => Promise<boolean>
  /** Shows a gesprek; one that waited goes on. */
  readonly kies: (id: GesprekId) => Promise<void>
  readonly parkeerOfHervat: () => Promise<void>
  readonly legWeg: (id: GesprekId) => Promise<void>
  readonly herstel: () => Promise<void>
}

/** What one does inside a gesprek. */
export interface FormActions {
  readonly typ: (id: GesprekId, tekst: GesprekTekstPatch) => void
  /** False when it was there already, or when there is no gesprek. */
  readonly voegArtikelToe: (artikelId: string) => boolean
  readonly kiesResultaat: (id: GesprekId, resultaat: Resultaat) => void
  /** Who calls back. Another afdeling is another promise; the same one keeps what was said. */
  readonly kiesAfdeling: (id: GesprekId, afdelingId: string | null) => Promise<void>
  /** Asks what can be promised now. It stays as it was said until somebody asks again. */
  readonly berekenBelofte: (id: GesprekId) => Promise<void>
  /** Registers the gesprek. Answers the field to go to when something is missing. */
  readonly rondAf: (id: GesprekId) => Promise<Veld | undefined>
}

export interface GesprekkenState extends GesprekkenData, TabActions, FormActions {}

export interface GesprekkenDeps {
  readonly client: AgentClient
  readonly notifier: Notifier
  readonly clock: Clock
  /** The key that brings back what was put away. */
  readonly undoKeys: string
}

/** The store as its own actions see it. */
export interface GesprekkenAccess {
  readonly get: () => GesprekkenState
  readonly set: (change: Partial<GesprekkenData> | ((state: GesprekkenState) => Partial<GesprekkenData>)) => void
}

export const noGesprekken: GesprekkenData = {
  isLoaded: false,
  gesprekken: [],
  gekozenId: undefined,
  isStarting: false,
  afrondingen: {},
  onbewaardSinds: {},
  bewaarfouten: {},
  weggelegdId: undefined,
  afdelingen: [],
}

export const findGesprek = (state: GesprekkenData, id: GesprekId | undefined): Gesprek | undefined =>
  state.gesprekken.find((gesprek) => gesprek.id === id)

export const afrondingOf = (state: GesprekkenData, gesprek: Gesprek): Afronding =>
  state.afrondingen[gesprek.id] ?? newAfronding(gesprek)

export const withGesprek = (state: GesprekkenData, id: GesprekId, part: Partial<Gesprek>): Partial<GesprekkenData> => ({
  gesprekken: state.gesprekken.map((gesprek) => (gesprek.id === id ? { ...gesprek, ...part } : gesprek)),
})

export const withTekst = (state: GesprekkenData, id: GesprekId, tekst: GesprekTekstPatch): Partial<GesprekkenData> => ({
  gesprekken: state.gesprekken.map((gesprek) => (gesprek.id === id ? overlay(gesprek, tekst) : gesprek)),
})

export const withAfronding = (
  state: GesprekkenData,
  id: GesprekId,
  part: Partial<Afronding>,
): Partial<GesprekkenData> => {
  const gesprek = findGesprek(state, id)
  if (gesprek === undefined) return {}
  return { afrondingen: { ...state.afrondingen, [id]: { ...afrondingOf(state, gesprek), ...part } } }
}

/** A gesprek with newer words over it. */
export const overlay = (gesprek: Gesprek, tekst: GesprekTekstPatch): Gesprek => ({
  ...gesprek,
  naam: tekst.naam ?? gesprek.naam,
  telefoon: tekst.telefoon ?? gesprek.telefoon,
  vraag: tekst.vraag ?? gesprek.vraag,
  antwoord: tekst.antwoord ?? gesprek.antwoord,
  intern: tekst.intern ?? gesprek.intern,
  afdelingId: tekst.afdelingId === undefined ? gesprek.afdelingId : tekst.afdelingId,
  artikelIds: tekst.artikelIds ?? gesprek.artikelIds,
  bellenVoor: tekst.bellenVoor === undefined ? gesprek.bellenVoor : tekst.bellenVoor,
})
