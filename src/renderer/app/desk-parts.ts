import type { StoreApi } from 'zustand/vanilla'
import type { Clock } from '../../shared/kernel/clock'
import type { GesprekkenState } from '../features/gesprekken/state'
import type { KennisartikelenState } from '../features/kennisartikelen/store'
import type { KlantbeeldenState } from '../features/klantbeelden/store'
import type { TerugbelnotitiesState } from '../features/terugbelnotities/state'
import type { VerbindingState } from '../features/verbinding/state'
import type { Notifier } from '../state/notifier'
import type { Focus } from './focus'
import type { NavigationState } from './navigation'
import type { Undo } from './undo'

/** The parts of a desk that its actions work with. */
export interface DeskParts {
  readonly gesprekken: StoreApi<GesprekkenState>
  readonly kennisartikelen: StoreApi<KennisartikelenState>
  readonly terugbelnotities: StoreApi<TerugbelnotitiesState>
  readonly navigation: StoreApi<NavigationState>
  readonly notifier: Notifier
  readonly focus: Focus
  readonly undo: Pick<Undo, 'isPossible' | 'run'>
  readonly verbinding: StoreApi<VerbindingState>
  readonly klantbeelden: StoreApi<KlantbeeldenState>
  readonly clock: Clock
  readonly medewerkerId: string
  /** Offers text as a file. */
  readonly save: (name: string, text: string) => void
  /** Puts text on the clipboard; false when that is not possible. */
  readonly copy: (text: string) => Promise<boolean>
}
