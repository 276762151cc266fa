import type { Aandachtspunt, Diagnose, VerbindingStatus } from '../../../shared/contract/verbinding'
import type { Clock } from '../../../shared/kernel/clock'
import type { AppError } from '../../../shared/kernel/result'
import type { AgentClient } from '../../client/agent-client'
import type { Notifier } from '../../state/notifier'

/** What somebody changes in a refused intent before it is sent again, and what does not fit yet. */
export interface Bewerking {
  readonly velden: Readonly<Record<string, string>>
  readonly fouten: Readonly<Record<string, string>>
  /** Why it could not be sent again. */
  readonly fout: string | undefined
}

/** Whether there are words to change: what has none can only go as it is. */
export const isAanpassen = (bewerking: Bewerking | undefined): boolean =>
  bewerking !== undefined && Object.keys(bewerking.velden).length > 0

export interface VerbindingData {
  /** Undefined until the core has told. */
  readonly status: VerbindingStatus | undefined
  readonly diagnose: Diagnose | undefined
  /** Why there is no diagnose. */
  readonly diagnoseFout: AppError | undefined
  readonly aandacht: readonly Aandachtspunt[]
  /** About whom each is, as far as this desk knows. */
  readonly over: Readonly<Record<number, string>>
  readonly gekozenNo: number | undefined
  readonly bewerkingen: Readonly<Record<number, Bewerking | undefined>>
}

export interface AandachtActions {
  readonly kies: (no: number) => void
  /** The next or previous one; answers which. */
  readonly stap: (step: 1 | -1) => number | undefined
  readonly pasAan: (no: number) => void
  readonly typ: (no: number, veld: string, tekst: string) => void
  /** Back to the words as they were. */
  readonly stopAanpassen: (no: number) => void
  /** As it is, or as it was changed; false when something does not fit. */
  readonly verstuurOpnieuw: (no: number) => Promise<boolean>
  readonly handelAf: (no: number) => Promise<void>
}

export interface VerbindingState extends VerbindingData, AandachtActions {
  /** Asks how things stand now; the core tells only of changes. */
  readonly ververs: () => void
  readonly probeer: () => Promise<void>
  readonly controleer: () => Promise<void>
}

export interface VerbindingDeps {
  readonly client: AgentClient
  readonly notifier: Notifier
  readonly clock: Clock
  readonly medewerkerId: string
  /** The key that undoes. */
  readonly undoKeys: string
  /** The key that brings one to what asks for attention, and the way there. */
  readonly aandachtKeys: string
  readonly onBekijk: () => void
}

/** The store as its own actions see it. */
export interface VerbindingAccess {
  readonly get: () => VerbindingState
  readonly set: (change: Partial<VerbindingData> | ((state: VerbindingState) => Partial<VerbindingData>)) => void
  readonly reloadAandacht: () => void
}

export const findPunt = (state: VerbindingData, no: number | undefined): Aandachtspunt | undefined =>
  state.aandacht.find((punt) => punt.no === no)
