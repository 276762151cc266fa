import type { TerugbelLijst, TerugbelnotitieRegel, TerugbelTelling } from '../../../shared/contract/terugbelnotities'
import type { Medewerker } from '../../../shared/domain/medewerker/medewerker'
import type { AppError } from '../../../shared/kernel/result'
import type { Clock } from '../../../shared/kernel/clock'
import type { AgentClient } from '../../client/agent-client'
import type { Notifier } from '../../state/notifier'

export type NotitieId = TerugbelnotitieRegel['id']
export type PogingResultaat = TerugbelnotitieRegel['pogingen'][number]['resultaat']

export interface TerugbelnotitiesData {
  readonly medewerkerId: string
  /** False for roles that may look but not call. */
  readonly mayCall: boolean
  /** Whether this medewerker may take a notitie away from a colleague. */
  readonly mayBreak: boolean
  readonly lijst: TerugbelLijst
  /** Undefined until the chosen list has arrived once. */
  readonly regels: readonly TerugbelnotitieRegel[] | undefined
  readonly telling: TerugbelTelling | undefined
  /** What this medewerker promised on behalf of others, for the Werkblad. */
  readonly uitgezet: readonly TerugbelnotitieRegel[]
  readonly gekozenId: NotitieId | undefined
  /** One that is finished, so that no list holds it any more, opened to read what came of it. */
  readonly bekeken: TerugbelnotitieRegel | undefined
  /** Texts about a call in the making; undefined = nobody is writing one. */
  readonly uitkomsten: Readonly<Partial<Record<NotitieId, string>>>
  /** The text about this notitie is meant for a poging, and not for finishing it. */
  readonly poging: { readonly id: NotitieId; readonly resultaat: PogingResultaat } | undefined
  readonly uitkomstFout: string | undefined
  /** Why an outcome in the making is not on disk. */
  readonly bewaarfouten: Readonly<Partial<Record<NotitieId, AppError>>>
}

/** Who holds a notitie. */
export interface ClaimActions {
  /** Asks for it, or holds on to it. */
  readonly claim: (id: NotitieId) => Promise<void>
  /** The notitie that the server picked, when there was one. */
  readonly claimVolgende: () => Promise<NotitieId | undefined>
  readonly geefVrij: (id: NotitieId) => Promise<void>
  /** Why it did not work; undefined when the notitie is free now. */
  readonly breekClaim: (id: NotitieId, reden: string) => Promise<string | undefined>
}

/** What somebody writes down about a call. */
export interface VerslagActions {
  /** Opens the place for the outcome. Words that were written about this call stay in it. */
  readonly openUitkomst: (id: NotitieId) => void
  /** Types about the call. Every letter is stored. */
  readonly schrijfUitkomst: (id: NotitieId, uitkomst: string) => void
  /** The text is not wanted any more, also not on disk. */
  readonly sluitUitkomst: (id: NotitieId) => void
  /** Finishes the notitie with the text as it stands; false when that is not possible. */
  readonly handelAf: (id: NotitieId) => Promise<boolean>
  /** The text is about a call that was tried, with this result. */
  readonly kiesPoging: (id: NotitieId, resultaat: PogingResultaat) => void
  /** Keeps the chosen poging with the text as it stands; false when that is not possible. */
  readonly registreerPoging: (id: NotitieId) => Promise<boolean>
}

export interface TerugbelnotitiesState extends TerugbelnotitiesData, ClaimActions, VerslagActions {
  readonly kiesLijst: (lijst: TerugbelLijst) => void
  readonly kies: (id: NotitieId | undefined) => void
  /** Chooses any notitie, also one that is finished. */
  readonly bekijk: (id: NotitieId) => Promise<void>
}

export interface TerugbelnotitiesDeps {
  readonly client: AgentClient
  readonly notifier: Notifier
  readonly clock: Clock
  readonly medewerker: Medewerker
  /** The key that undoes. */
  readonly undoKeys: string
  /** Whether what is done now waits on this desk: then nothing may be called done. */
  readonly isOffline: () => boolean
}

/** The store as its own actions see it. */
export interface TerugbelnotitiesAccess {
  readonly get: () => TerugbelnotitiesState
  readonly set: (
    change: Partial<TerugbelnotitiesData> | ((state: TerugbelnotitiesState) => Partial<TerugbelnotitiesData>),
  ) => void
  /** Asks for the lists again. */
  readonly refresh: () => void
}

/** The notitie that is chosen, wherever it was chosen. */
export const chosenRegel = (state: TerugbelnotitiesData): TerugbelnotitieRegel | undefined =>
  state.gekozenId === undefined ? undefined : findRegel(state, state.gekozenId)

export const findRegel = (state: TerugbelnotitiesData, id: NotitieId): TerugbelnotitieRegel | undefined =>
  [...(state.regels ?? []), ...state.uitgezet, ...(state.bekeken === undefined ? [] : [state.bekeken])].find(
    (regel) => regel.id === id,
  )
