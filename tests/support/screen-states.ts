import type { Page } from 'playwright-core'
import * as werkblad from './werkblad.ts'

/** A screen in a state that people meet, and the way there from a desk that was just opened. */
export interface ScreenState {
  readonly name: string
  /** The part to judge, as a selector; the whole page when there is none. */
  readonly within?: string
  readonly reach: (page: Page) => Promise<void>
  /** The way back, for what outlives a reload. */
  readonly leave?: (page: Page) => Promise<void>
}

const openGesprekWithArticle = async (page: Page): Promise<void> => {
  await werkblad.startGesprek(page, 'Chromium')
  await page.keyboard.type('Paspoort gestolen op vakantie')
  await werkblad.search(page, 'paspoort')
  await werkblad.results(page).first().waitFor()
  await page.keyboard.press('Enter')
  await werkblad.article(page).waitFor()
}

export const screenStates: readonly ScreenState[] = [
  { name: 'werkblad-leeg', reach: (page) => werkblad.searchBox(page).waitFor() },
  { name: 'werkblad-gesprek-en-artikel', reach: openGesprekWithArticle },
  {
    name: 'werkblad-niets-gevonden',
    reach: async (page) => {
      await werkblad.search(page, 'xqzv')
      await page.getByText(/Niets gevonden voor/).waitFor()
    },
  },
  {
    name: 'werkblad-belofte',
    reach: async (page) => {
      await werkblad.startGesprek(page, 'Chromium')
      await werkblad.prepareTerugbelnotitie(page, {
        vraag: 'Uittreksel niet ontvangen',
        afdeling: 'Vergunningen',
        telefoon: '0612345678',
      })
    },
  },
  {
    name: 'werkblad-afdeling-kiezen',
    // React Aria hides the rest of the page from screen readers while the list is open, and closes it before focus can get there. A
    // checker sees only that hidden parts could have focus.
    within: '.choice-popover',
    reach: async (page) => {
      await werkblad.startGesprek(page, 'Chromium')
      await page.keyboard.press('F4')
      await page.getByRole('option', { name: 'Burgerzaken' }).waitFor()
    },
  },
  {
    name: 'werkblad-velden-vergeten',
    reach: async (page) => {
      await werkblad.startGesprek(page, 'Chromium')
      await page.keyboard.press('F4')
      await werkblad.rondAf(page)
      await page.getByText('Vul in wat de vraag was.').waitFor()
    },
  },
  {
    name: 'terugbellen',
    reach: async (page) => {
      await werkblad.goTo(page, 'Terugbellen')
      await page.getByRole('radio', { name: /Alle/ }).press('Space')
      await werkblad.notes(page).nth(1).waitFor()
    },
  },
  {
    name: 'terugbellen-poging',
    reach: async (page) => {
      await werkblad.goTo(page, 'Terugbellen')
      await werkblad.notes(page).nth(1).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('n')
      await page.getByText(/krijgt het merk ‘buiten claim’/).waitFor()
    },
  },
  {
    name: 'verbinding',
    reach: async (page) => {
      await werkblad.goTo(page, 'Verbinding')
      await page.getByRole('rowheader', { name: 'Afdeling Burgerzaken' }).waitFor()
    },
  },
  {
    name: 'werkblad-klantbeeld',
    reach: async (page) => {
      await werkblad.startGesprek(page, 'Chromium')
      await werkblad.field(page, 'Telefoon').fill('06 1234 5601')
      await page.keyboard.press('F3')
      await page.getByText(/Opgehaald/).waitFor()
    },
  },
  { name: 'instellingen', reach: (page) => werkblad.goTo(page, 'Instellingen') },
  {
    name: 'opdrachten',
    reach: async (page) => {
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'sneltoetsen',
    reach: async (page) => {
      await page.keyboard.press('ControlOrMeta+/')
      await page.getByRole('dialog', { name: 'Sneltoetsen' }).waitFor()
    },
  },
  {
    name: 'vergrendeld',
    reach: async (page) => {
      await page.keyboard.press('Alt+l')
      await page.getByRole('heading', { name: 'Klaar is vergrendeld' }).waitFor()
    },
    leave: async (page) => {
      await page.getByRole('button', { name: 'Ontgrendel' }).press('Enter')
      await werkblad.searchBox(page).waitFor()
    },
  },
]
