import { describe, expect, it } from 'vitest'
import { guardPage, guardSession } from './guard'

type Listener = (event: { readonly url: string; readonly preventDefault: () => void }) => void

const guardedPage = () => {
  const listeners = new Map<string, Listener>()
  const opened: string[] = []
  let onOpen: (details: { readonly url: string }) => { readonly action: string } = () => ({ action: 'allow' })
  guardPage(
    {
      on: (name, listener) => void listeners.set(name, listener),
      setWindowOpenHandler: (handler) => {
        onOpen = handler
      },
    },
    (address) => opened.push(address),
  )
  const isPrevented = (name: string, url: string): boolean => {
    let prevented = false
    listeners.get(name)?.({
      url,
      preventDefault: () => {
        prevented = true
      },
    })
    return prevented
  }
  return { isPrevented, open: (url: string) => onOpen({ url }), opened }
}

const elsewhere = [
  'https://example.org/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'app://elders/',
  'http://127.0.0.1/',
  'tel:',
  'tel:0612 -x',
  'tel:*21*0612345678#',
  'tel:+31612345678;ext=1',
  'tel://0612345678',
  'tel:0612345678\n',
  'mailto:iemand@example.org',
]

describe('a page of ours', () => {
  it.each(elsewhere)('does not go to %s, and hands it to nobody', (url) => {
    const page = guardedPage()
    expect([page.isPrevented('will-navigate', url), page.open(url).action, page.opened]).toEqual([true, 'deny', []])
  })

  it('may be loaded again', () => {
    expect(guardedPage().isPrevented('will-navigate', 'app://klaar/')).toBe(false)
  })

  it.each(['tel:0612345678', 'tel:+31612345678'])('stays where it is while the system calls %s', (url) => {
    const page = guardedPage()
    expect(page.isPrevented('will-navigate', url)).toBe(true)
    expect(page.open(url)).toEqual({ action: 'deny' })
    expect(page.opened).toEqual([url, url])
  })

  it('opens and embeds nothing', () => {
    const page = guardedPage()
    expect(page.open('app://klaar/')).toEqual({ action: 'deny' })
    expect(page.isPrevented('will-attach-webview', 'app://klaar/')).toBe(true)
    expect(page.isPrevented('will-redirect', 'app://klaar/')).toBe(true)
  })
})

describe('its session', () => {
  const guardedSession = () => {
    let ask: (permission: string) => boolean = () => true
    let check: (permission: string) => boolean = () => true
    let device: () => boolean = () => true
    let downloads = 'allowed'
    guardSession({
      setPermissionRequestHandler: (handler) => {
        ask = (permission) => {
          let allowed = true
          handler(undefined, permission, (answer) => {
            allowed = answer
          })
          return allowed
        }
      },
      setPermissionCheckHandler: (handler) => {
        check = (permission) => handler(undefined, permission)
      },
      setDevicePermissionHandler: (handler) => {
        device = handler
      },
      on: (_name, listener) => {
        listener({
          preventDefault: () => {
            downloads = 'prevented'
          },
        })
      },
    })
    return { ask, check, device, downloads }
  }

  it.each(['media', 'geolocation', 'notifications', 'midi', 'clipboard-read', 'openExternal', 'hid', 'iets-nieuws'])(
    'gives no %s',
    (permission) => {
      const { ask, check } = guardedSession()
      expect([ask(permission), check(permission)]).toEqual([false, false])
    },
  )

  it('lets a person copy, and nothing be downloaded or plugged in', () => {
    const { ask, device, downloads } = guardedSession()
    expect([ask('clipboard-sanitized-write'), device(), downloads]).toEqual([true, false, 'prevented'])
  })
})
