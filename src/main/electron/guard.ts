import { appStart } from './app-address'

interface Stoppable {
  readonly preventDefault: () => void
}
type Stop = (event: Stoppable) => void

/** What we need of Electron's `WebContents`. */
interface Page {
  readonly on: ((name: 'will-navigate', listener: (event: Stoppable & { readonly url: string }) => void) => unknown) &
    ((name: 'will-redirect', listener: Stop) => unknown) &
    ((name: 'will-attach-webview', listener: Stop) => unknown)
  readonly setWindowOpenHandler: (handler: (details: { readonly url: string }) => { readonly action: 'deny' }) => void
}

/** What we need of Electron's `Session`. */
interface PageSession {
  readonly setPermissionRequestHandler: (
    handler: (page: unknown, permission: string, answer: (allowed: boolean) => void) => void,
  ) => void
  readonly setPermissionCheckHandler: (handler: (page: unknown, permission: string) => boolean) => void
  readonly setDevicePermissionHandler: (handler: () => boolean) => void
  readonly on: (name: 'will-download', listener: Stop) => unknown
}

/**
 * A page of ours stays our page: it goes nowhere, opens nothing and embeds nothing. Only a telephone number is handed to the system, by
 * `openExternal`, for the program that calls.
 */
export const guardPage = (page: Page, openExternal: (address: string) => void): void => {
  const call = (url: string): void => {
    const address = callAddress(url)
    if (address !== undefined) openExternal(address)
  }
  page.on('will-navigate', (event) => {
    if (event.url.startsWith(appStart)) return
    event.preventDefault()
    call(event.url)
  })
  page.on('will-redirect', (event) => {
    event.preventDefault()
  })
  page.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  page.setWindowOpenHandler(({ url }) => {
    call(url)
    return { action: 'deny' }
  })
}

/** Made anew from digits, because what the system does with any other character of an address is not ours to know. */
const callAddress = (url: string): string | undefined => {
  const number = /^tel:(\+?\d{1,20})$/.exec(url)?.[1]
  return number === undefined ? undefined : `tel:${number}`
}

/** No camera, microphone, location, notifications or devices, asked or not; and no downloads. */
export const guardSession = (session: PageSession): void => {
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
