import { BrowserWindow, nativeTheme, screen, shell } from 'electron'
import { describeBug } from '../../shared/node/describe-bug'
import type { Logger } from '../../shared/node/logger'
import { appStart } from './app-address'
import { guardPage } from './guard'
import { windowOptions } from './window-options'
import { readWindowState, writeWindowState } from './window-state'
import { nextZoom } from './zoom'

interface DeskWindowOptions {
  readonly preload: string
  readonly packaged: boolean
  /** Where the position of the window is remembered. */
  readonly stateFile: string
  /** The page fell too often to be loaded again by itself. */
  readonly onBroken: () => void
  readonly logger: Logger
}

export interface DeskWindow {
  readonly window: BrowserWindow
  readonly focus: () => void
  readonly zoom: (direction: 'larger' | 'smaller' | 'reset') => void
}

// Everything typed is in the core: a page that falls is loaded again and shows it all. Falling at once again needs a person.
const maxReloads = 3

/** The one place where windows are made. */
export const openDeskWindow = (options: DeskWindowOptions): DeskWindow => {
  const { preload, packaged, stateFile, onBroken, logger } = options
  const state = readWindowState(
    stateFile,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow(windowOptions({ preload, packaged, state, dark: nativeTheme.shouldUseDarkColors }))
  const page = window.webContents
  let zoom = state.zoom
  let reloads = 0

  const setZoom = (factor: number): void => {
    zoom = factor
    page.setZoomFactor(factor)
  }

  guardPage(page, (address) => {
    shell.openExternal(address).catch((error: unknown) => {
      logger.warn({ bug: describeBug(error) }, 'no program to call with')
    })
  })
  page.on('did-finish-load', () => {
    page.setZoomFactor(zoom)
  })
  page.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    logger.error({ reason }, 'page fell')
    reloads += 1
    if (reloads > maxReloads) onBroken()
    else page.reload()
  })
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize()
    window.show()
  })
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds()
    const maximized = window.isMaximized()
    writeWindowState(stateFile, { size: { width, height }, position: { x, y }, maximized, zoom })
  })
  void window.loadURL(appStart)

  return {
    window,
    focus: () => {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    zoom: (direction) => {
      setZoom(direction === 'reset' ? 1 : nextZoom(zoom, direction))
    },
  }
}
