import { dialog, type BrowserWindow } from 'electron'

/** Before there is a window: says why Klaar does not start. */
export const showStartProblem = (text: string): void => {
  // Also for whoever started it from a terminal, where there may be no screen to show anything on.
  process.stderr.write(`Klaar start niet. ${text}\n`)
  dialog.showErrorBox('Klaar start niet', text)
}

/** Resolves with true when the person wants to try again. */
export const askToRestart = async (window: BrowserWindow, message: string): Promise<boolean> => {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Klaar',
    message,
    detail: 'Wat u hebt getypt, is bewaard.',
    buttons: ['Opnieuw proberen', 'Afsluiten'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}
