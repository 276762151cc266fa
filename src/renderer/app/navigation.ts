import { createStore, type StoreApi } from 'zustand/vanilla'
import { createStoreContext } from '../state/store-context'

export const schermen = ['werkblad', 'terugbellen', 'verbinding', 'instellingen'] as const
export type Scherm = (typeof schermen)[number]
export type Overlay = 'palette' | 'help' | 'haal-weg'

export interface NavigationState {
  readonly scherm: Scherm
  /** What lies on top of the screen. */
  readonly overlay: Overlay | undefined
  readonly ga: (scherm: Scherm) => void
  readonly toon: (overlay: Overlay | undefined) => void
}

/** Which screen is shown. Not in the address bar: what somebody works on is nobody's history. */
export const createNavigationStore = (): StoreApi<NavigationState> =>
  createStore<NavigationState>()((set) => ({
    scherm: 'werkblad',
    overlay: undefined,
    ga: (scherm) => set({ scherm, overlay: undefined }),
    toon: (overlay) => set({ overlay }),
  }))

export const { Provider: NavigationProvider, useSelect: useNavigation } =
  createStoreContext<NavigationState>('navigatie')
