import type { BrowserWindowConstructorOptions } from 'electron'
import type { WindowState } from './window-state'

interface WindowOptionsInput {
  readonly preload: string
  readonly dark: boolean
  readonly packaged: boolean
  readonly state: WindowState
}

// What is seen for a moment before the page has painted: the page's own background, so that nothing flashes.
const background = { light: '#f7f8fa', dark: '#14171c' }

/** The options of every window of Klaar. A page is a page: it gets no Node, no other origin and nothing but the preload's two functions. */
export const windowOptions = ({
  preload,
  dark,
  packaged,
  state,
}: WindowOptionsInput): BrowserWindowConstructorOptions => ({
  ...state.size,
  ...state.position,
  minWidth: 800,
  minHeight: 560,
  show: false,
  title: 'Klaar',
  backgroundColor: dark ? background.dark : background.light,
  autoHideMenuBar: true,
  webPreferences: {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    // Dropping a file on the window must not replace the page by it.
    navigateOnDragDrop: false,
    // Typed text is about people: no dictionary service gets to see it.
    spellcheck: false,
    devTools: !packaged,
    // Deadlines and timers keep counting while another window is in front.
    backgroundThrottling: false,
  },
})
