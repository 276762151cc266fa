import { join } from 'node:path'
import { app, ipcMain, Menu, powerMonitor, protocol, safeStorage, session, utilityProcess } from 'electron'
import { systemClock } from '../../shared/kernel/clock'
import type { Logger } from '../../shared/node/logger'
import type { Settings } from '../../shared/node/settings'
import type { ProfileFolders } from '../shell/profile-folders'
import { productVersion } from '../shell/product-version'
import { createStaticContent } from '../shell/static-content'
import { createSupervisedCore, type SupervisedCore } from '../shell/supervised-core'
import { serveElectronIpc } from '../transport/electron-ipc'
import { appScheme, appStart } from './app-address'
import { createAppHandler } from './app-protocol'
import { createCoreLauncher } from './core-launcher'
import { openDeskWindow, type DeskWindow } from './desk-window'
import { askToRestart } from './dialogs'
import { guardSession } from './guard'
import { readMasterKey } from './master-key'
import { menuTemplate } from './menu'
import { followPower } from './wake'

interface DeskOptions {
  /** The folder that holds `dist`: the project, or the archive of a package. */
  readonly root: string
  readonly settings: Settings
  readonly folders: ProfileFolders
  readonly logger: Logger
}

/** Opens the desk, once Electron is ready. Throws a `StartProblem` when it cannot. */
export const runDesk = (options: DeskOptions): DeskWindow => {
  const { root, folders, logger } = options
  guardSession(session.defaultSession)
  protocol.handle(appScheme, createAppHandler(createStaticContent(join(root, 'dist', 'renderer'))))

  const core = startCore(options)
  const desk = openDeskWindow({
    preload: join(root, 'dist', 'preload', 'preload.cjs'),
    packaged: app.isPackaged,
    stateFile: join(folders.base, 'venster.json'),
    onBroken: () => void retry('Het scherm van Klaar is een paar keer gestopt.', () => desk.window.reload()),
    logger,
  })
  serveElectronIpc({
    ipcMain,
    transport: core,
    trustedPrefix: appStart,
    pages: () => [desk.window.webContents],
    logger,
  })
  followPower(powerMonitor, core)
  core.onLost(() => void retry('De opslag van deze werkplek is een paar keer gestopt.', core.restart))

  const retry = async (message: string, again: () => void): Promise<void> => {
    if (await askToRestart(desk.window, message)) again()
    else app.quit()
  }

  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        zoomIn: () => desk.zoom('larger'),
        zoomOut: () => desk.zoom('smaller'),
        zoomReset: () => desk.zoom('reset'),
      }),
    ),
  )
  closeInOrder(core)
  return desk
}

const startCore = ({ root, settings, folders, logger }: DeskOptions): SupervisedCore => {
  const { key, protection } = readMasterKey({
    safeStorage,
    platform: process.platform,
    packaged: app.isPackaged,
    allowFileSecrets: settings.allowFileSecrets,
    profileDir: folders.base,
  })
  return createSupervisedCore({
    launch: createCoreLauncher({
      packaged: app.isPackaged,
      platform: process.platform,
      resources: process.resourcesPath,
      root,
      utilityProcess,
    }),
    start: {
      masterKey: key.toString('base64'),
      protection,
      profileDir: folders.core,
      serverUrl: settings.serverUrl,
      demoMedewerkerId: settings.demoMedewerker,
      shell: 'electron',
      version: productVersion,
      logLevel: settings.logLevel,
      checkOutputs: !app.isPackaged,
    },
    clock: systemClock,
    later: (milliseconds, run) => void setTimeout(run, milliseconds),
    logger,
  })
}

/** The core closes its files before the application ends. */
const closeInOrder = (core: SupervisedCore): void => {
  app.once('will-quit', (event) => {
    event.preventDefault()
    void core.close().finally(() => {
      app.exit(0)
    })
  })
}
