// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import { createFakeClient } from '../../../../tests/support/fake-client'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createRecordingNotifier } from '../../../../tests/support/recording-notifier'
import { sanne } from '../../../../tests/support/screen-rows'
import { createThemeStore } from '../../features/instellingen/theme-store'
import { createDesk } from '../desk'

const deskCommands = () => {
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }))
  const { commands } = createDesk({
    page: window,
    client: createFakeClient({}).client,
    clock: createFixedClock(),
    notifier: createRecordingNotifier().notifier,
    medewerker: sanne,
    vergrendel: vi.fn(),
    shell: 'browser',
    theme: createThemeStore(window).store,
  })
  vi.unstubAllGlobals()
  return commands
}

test('every command has a name of its own', () => {
  const commands = deskCommands()
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
  expect(new Set(commands.map(({ title }) => title)).size).toBe(commands.length)
})

test('letters, and Escape, work in one place of the page only', () => {
  const bare = deskCommands().filter(({ keys }) => keys !== undefined && /^([A-Z]|Esc)$/.test(keys))
  expect(bare.length).toBeGreaterThan(5)
  expect(bare.filter(({ scopes }) => scopes === undefined)).toEqual([])
})

const finishing = ['handel-af', 'leg-poging-vast', 'aandacht-verstuur']

test('a key means one thing in one place', () => {
  const places = deskCommands().flatMap(({ id, keys, browserKeys, scopes }) =>
    [keys, browserKeys]
      .filter((chord) => chord !== undefined)
      // What finishes the thing at hand shares a key: only one of those things is on the screen.
      .filter(() => !finishing.includes(id))
      .flatMap((chord) => (scopes ?? ['overal']).map((scope) => `${scope} ${chord}`)),
  )
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([])
})

test('what a browser keeps for itself has keys that it lets through', () => {
  const kept = /^Ctrl\+([NTW]|\d)$/
  const blocked = deskCommands().filter(({ keys, browserKeys }) => kept.test(keys ?? '') && browserKeys === undefined)
  expect(blocked).toEqual([])
})
