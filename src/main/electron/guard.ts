import type { Session, WebContents } from 'electron'
import { appStart } from './app-address'

/** A page of ours stays our page: it goes nowhere, opens nothing and embeds nothing. */
export const guardPage = (page: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void => {
  page.on('will-navigate', (event) => {
    if (!event.url.startsWith(appStart)) event.preventDefault()
  })
  page.on('will-redirect', (event) => {
    event.preventDefault()
  })
  page.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  page.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** No camera, microphone, location, notifications or devices, asked or not; and no downloads. */
export const guardSession = (
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'on'
  >,
): void => {
  session.setPermissionRequestHandler((_page, permission, answer) => {
    answer(isHarmless(permission))
  })
  session.setPermissionCheckHandler((_page, permission) => isHarmless(permission))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => {
    event.preventDefault()
  })
}

// Copying an article's text to the clipboard is the one thing a page may do.
const isHarmless = (permission: string): boolean => permission === 'clipboard-sanitized-write'
