import { join, resolve } from 'node:path'
import { app, protocol } from 'electron'
import { describeBug } from '../../shared/node/describe-bug'
import { createLogger, type Logger } from '../../shared/node/logger'
import { describeProblems, readSettings, type Settings } from '../../shared/node/settings'
import { defaultProfileDir, makeProfileFolders } from '../shell/profile-folders'
import { startProblemText } from '../shell/start-problem'
import { registerAppScheme } from './app-protocol'
import { showStartProblem } from './dialogs'
import { runDesk } from './run-desk'

// Entry of the desktop application.

const refuse = (error: unknown, logger: Logger): void => {
  const text = startProblemText(error)
  if (text === undefined) logger.fatal({ bug: describeBug(error) }, 'start failed')
  showStartProblem(text ?? 'Er is een fout in het programma. Neem contact op met uw beheerder.')
  app.exit(1)
}

const start = (settings: Settings, logger: Logger): void => {
  try {
    const folders = makeProfileFolders(settings.profileDir ?? defaultProfileDir(process.platform, process.env))
    app.setName('Klaar')
    app.setPath('userData', join(folders.base, 'electron'))
    if (!app.requestSingleInstanceLock()) {
      // The first one comes to the front (`second-instance` there); one profile has one desk.
      app.exit(0)
      return
    }
    registerAppScheme(protocol)
    app.on('window-all-closed', () => {
      app.quit()
    })
    void app
      .whenReady()
      .then(() => {
        const desk = runDesk({ root: resolve(import.meta.dirname, '../..'), settings, folders, logger })
        app.on('second-instance', desk.focus)
      })
      .catch((error: unknown) => {
        refuse(error, logger)
      })
  } catch (error) {
    refuse(error, logger)
  }
}

const read = readSettings(process.env)
if (read.ok) start(read.value, createLogger('electron', read.value.logLevel))
else {
  showStartProblem(describeProblems(read.problems))
  app.exit(2)
}
