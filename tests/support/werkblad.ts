import type { Locator, Page } from 'playwright-core'
import type { Shell } from './desk.ts'

// How a telephonist works: by keyboard, and finding things by the words on screen.

export const searchBox = (page: Page): Locator => page.getByRole('combobox', { name: 'Zoek in de kennisbank' })
export const results = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Gevonden artikelen' }).getByRole('option')
export const article = (page: Page): Locator => page.getByRole('article', { name: 'Artikel' })
export const field = (page: Page, name: 'Wie' | 'Telefoon' | 'Vraag' | 'Antwoord' | 'Intern'): Locator =>
  page.getByRole('textbox', { name })
export const contactmomenten = (page: Page): Locator =>
  page.getByRole('region', { name: 'Uw gesprekken' }).getByRole('listitem')
export const notes = (page: Page): Locator => page.getByRole('grid', { name: 'Terugbelnotities' }).getByRole('row')

/** The state of the connection, in words at the bottom of every screen. */
export const connection = (page: Page, words: string): Locator => page.getByRole('contentinfo').getByText(words)

/** The words with which a search ends on screen: how many answers there are. */
export const search = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.press('F2')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** Begins a gesprek; the caret is in its empty Vraag then. */
export const startGesprek = async (page: Page, shell: Shell): Promise<void> => {
  // A browser keeps Ctrl+N for a window of its own.
  await page.keyboard.press(shell === 'Electron' ? 'ControlOrMeta+n' : 'Alt+n')
  await field(page, 'Vraag').and(page.locator(':focus:placeholder-shown')).waitFor()
}

const screenKeys = { Werkblad: 'Alt+1', Terugbellen: 'Alt+2', Verbinding: 'Alt+3', Instellingen: 'Alt+4' } as const
type Screen = keyof typeof screenKeys

export const goTo = async (page: Page, screen: Screen): Promise<void> => {
  await page.keyboard.press(screenKeys[screen])
  await page.getByRole('main', { name: screen }).waitFor()
}

/** Types into a field after walking to it with Tab. */
export const fill = async (page: Page, target: Locator, text: string): Promise<void> => {
  await tabTo(page, target)
  await page.keyboard.type(text)
}

/** No field of the form is further away than this many tabs. */
const longestWalk = 60

export const tabTo = async (page: Page, target: Locator): Promise<void> => {
  for (let step = 0; step < longestWalk; step += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the keyboard does not get there')
}

export interface Belofte {
  readonly vraag: string
  readonly afdeling: string
  readonly telefoon: string
}

/** Turns the open gesprek into a promise to call back, up to the moment that is read out; returns the words to say. */
export const prepareTerugbelnotitie = async (page: Page, { vraag, afdeling, telefoon }: Belofte): Promise<string> => {
  await page.keyboard.type(vraag)
  await page.keyboard.press('F4')
  await fill(page, page.getByRole('combobox', { name: 'Afdeling' }), afdeling)
  await page.getByRole('option', { name: afdeling }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await tabTo(page, field(page, 'Telefoon'))
  await page.keyboard.type(telefoon)
  const words = page.getByText(/‘Wij bellen u terug .+’/)
  await words.waitFor()
  return (await words.textContent()) ?? ''
}

export const rondAf = (page: Page): Promise<void> => page.keyboard.press('ControlOrMeta+Enter')
