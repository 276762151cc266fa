import type { StoreApi } from 'zustand/vanilla'
import type { Medewerker } from '../../../shared/domain/medewerker/medewerker'
import type { ThemeState } from '../../features/instellingen/theme-store'
import type { DeskActions } from '../desk-actions'
import type { DeskParts } from '../desk-parts'

/** What commands look at and act with. */
export interface CommandDeps extends DeskParts {
  readonly actions: DeskActions
  readonly theme: StoreApi<ThemeState>
  readonly medewerker: Medewerker
  /** Hides everything and closes what is open. */
  readonly vergrendel: () => void
  /** Presses an arrow key where focus is, for lists that know arrows and no letters. */
  readonly pressArrow: (key: 'ArrowDown' | 'ArrowUp') => void
}

/** Where the key that undoes is named for others who offer the same. */
export const undoKeys = 'Ctrl+Z'

/** Where the key to what asks for attention is named for messages about it. */
export const aandachtKeys = 'Alt+A'
