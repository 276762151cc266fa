// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest'
import { createThemeStore } from './theme-store'

/** jsdom has no media queries; this one can be switched. */
const pageWithSystem = (isDark: boolean) => {
  const query = Object.assign(new EventTarget(), { matches: isDark })
  vi.stubGlobal('matchMedia', () => query)
  return {
    follow: (matches: boolean) => {
      query.matches = matches
      query.dispatchEvent(new Event('change'))
    },
  }
}

const isPaintedDark = (): boolean => document.documentElement.classList.contains('donker')

afterEach(() => {
  localStorage.clear()
  document.documentElement.className = ''
  vi.unstubAllGlobals()
})

test('follows the computer until somebody chooses', () => {
  const system = pageWithSystem(false)
  const { store, start } = createThemeStore(window)
  start()
  expect(isPaintedDark()).toBe(false)
  system.follow(true)
  expect(isPaintedDark()).toBe(true)
  store.getState().kies('licht')
  system.follow(true)
  expect(isPaintedDark()).toBe(false)
})

test('a choice is kept', () => {
  pageWithSystem(false)
  createThemeStore(window).store.getState().wissel()
  const { store, start } = createThemeStore(window)
  start()
  expect(store.getState().thema).toBe('donker')
  expect(isPaintedDark()).toBe(true)
})
