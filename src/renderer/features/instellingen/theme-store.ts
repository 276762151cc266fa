import { createStore } from 'zustand/vanilla'
import { createStoreContext, type FeatureStore } from '../../state/store-context'

export const themas = ['systeem', 'licht', 'donker'] as const
export type Thema = (typeof themas)[number]

export interface ThemeState {
  readonly thema: Thema
  readonly isDonker: boolean
  readonly kies: (thema: Thema) => void
  /** To the other one of light and dark, whatever it follows from now. */
  readonly wissel: () => void
}

const storageKey = 'klaar.thema'
const darkClass = 'donker'

/** Light or dark. Kept in the page's own storage: it is about this screen and not about anybody's work. */
export const createThemeStore = (page: Window): FeatureStore<ThemeState> => {
  const systemDark = page.matchMedia('(prefers-color-scheme: dark)')
  const isDark = (thema: Thema): boolean => (thema === 'systeem' ? systemDark.matches : thema === 'donker')
  const kept = themas.find((thema) => thema === page.localStorage.getItem(storageKey)) ?? 'systeem'

  const store = createStore<ThemeState>()((set, get) => ({
    thema: kept,
    isDonker: isDark(kept),
    kies: (thema) => {
      page.localStorage.setItem(storageKey, thema)
      set({ thema, isDonker: isDark(thema) })
    },
    wissel: () => get().kies(get().isDonker ? 'licht' : 'donker'),
  }))

  const paint = ({ isDonker }: ThemeState): void => {
    page.document.documentElement.classList.toggle(darkClass, isDonker)
  }

  return {
    store,
    start: () => {
      paint(store.getState())
      const followSystem = (): void => store.setState(({ thema }) => ({ isDonker: isDark(thema) }))
      systemDark.addEventListener('change', followSystem)
      const stop = store.subscribe(paint)
      return () => {
        stop()
        systemDark.removeEventListener('change', followSystem)
      }
    },
  }
}

export const { Provider: ThemeProvider, useSelect: useTheme } = createStoreContext<ThemeState>('thema')
