import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { build } from '../../scripts/build.ts'
import { openDesk } from '../support/desk.ts'
import { createTestServer } from '../support/test-server.ts'
import * as werkblad from '../support/werkblad.ts'

// The pictures of the user manual, made anew from the real program: `npm run handleiding`.

const folder = fileURLToPath(new URL('../../docs/handleiding/beeld/', import.meta.url))

const readArticle = async (page: Page): Promise<void> => {
  await werkblad.search(page, 'paspoort kwijt')
  await werkblad.results(page).first().waitFor()
  await page.keyboard.press('Enter')
  await werkblad.article(page).waitFor()
}

const talkAboutPassport = async (page: Page): Promise<void> => {
  await werkblad.startGesprek(page, 'Chromium')
  await page.keyboard.type('Paspoort kwijt sinds zaterdag, gaat vrijdag op reis. Wil weten of het met spoed kan.')
  await readArticle(page)
  await page.keyboard.press('u')
  await werkblad.field(page, 'Wie').fill('mevrouw Voorbeeld (demo)')
  await werkblad.field(page, 'Telefoon').fill('06 1234 5678')
  await werkblad
    .field(page, 'Antwoord')
    .fill('Meld de vermissing aan de balie en neem een pasfoto mee. Met spoed kan het in twee dagen.')
  await werkblad.field(page, 'Intern').fill('Afspraak gemaakt voor donderdag 10:20.')
}

const promiseToCall = async (page: Page): Promise<void> => {
  await werkblad.startGesprek(page, 'Chromium')
  await werkblad.prepareTerugbelnotitie(page, {
    vraag: 'Uittreksel drie weken geleden aangevraagd, niet ontvangen',
    afdeling: 'Burgerzaken',
    telefoon: '0612345678',
  })
}

const openNotes = async (page: Page): Promise<void> => {
  await werkblad.goTo(page, 'Terugbellen')
  await page.getByRole('radio', { name: /Alle/ }).press('Space')
  await werkblad.notes(page).nth(1).waitFor()
  // Back into the list.
  await werkblad.goTo(page, 'Terugbellen')
}

/** A notitie of mine with a call that was tried. */
const callInVain = async (page: Page): Promise<void> => {
  await openNotes(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('b')
  await page.getByText(/van mij tot/).waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type('Geen gehoor. Belt u na vier uur?')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByText(/Niet bereikt · /).waitFor()
}

const lookAtCaller = async (page: Page): Promise<void> => {
  await werkblad.startGesprek(page, 'Chromium')
  await page.keyboard.type('Vraagt wanneer zij wordt teruggebeld')
  await werkblad.field(page, 'Telefoon').fill('06 1234 5601')
  await page.keyboard.press('F3')
  await page.getByText(/Opgehaald/).waitFor()
}

const showConnection = async (page: Page): Promise<void> => {
  await werkblad.goTo(page, 'Verbinding')
  await page.getByRole('rowheader', { name: 'Afdeling Burgerzaken' }).waitFor()
}

/** Finishes the last notitie of the list, as somebody does without knowing that a colleague does the same. */
const finishLast = async (page: Page, words: string): Promise<void> => {
  await openNotes(page)
  await page.keyboard.press('End')
  await page.keyboard.press('h')
  await page.keyboard.type(words)
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('textbox', { name: 'Uitkomst' }).waitFor({ state: 'detached' })
}

const showKeys = async (page: Page): Promise<void> => {
  await page.keyboard.press('ControlOrMeta+/')
  await page.getByRole('dialog', { name: 'Sneltoetsen' }).waitFor()
}

await build()
mkdirSync(folder, { recursive: true })
const server = await createTestServer()
const desk = await openDesk('Chromium', { serverUrl: server.url, medewerkerId: 'anna-demo' })
const colleague = await openDesk('Chromium', { serverUrl: server.url, medewerkerId: 'carla-demo' })
try {
  const page = desk.page()
  const picture = async (name: string, reach: (page: Page) => Promise<void>): Promise<void> => {
    await reach(page)
    await page.screenshot({ path: `${folder}${name}.png` })
    process.stdout.write(`docs/handleiding/beeld/${name}.png\n`)
  }
  await werkblad.connection(page, 'Alles verstuurd').waitFor()
  await picture('artikel', readArticle)
  await picture('werkblad', talkAboutPassport)
  await picture('terugbelnotitie', promiseToCall)
  await picture('terugbellen', callInVain)
  await picture('klantbeeld', lookAtCaller)
  await picture('verbinding', showConnection)
  await picture('sneltoetsen', showKeys)
  await page.keyboard.press('Escape')
  await picture('zonder-verbinding', async () => {
    await server.kill()
    await werkblad.goTo(page, 'Werkblad')
    await werkblad.connection(page, 'Geen verbinding').waitFor()
    await werkblad.rondAf(page)
    await werkblad.connection(page, 'wacht').waitFor()
  })
  await werkblad.connection(colleague.page(), 'Geen verbinding').waitFor()
  await finishLast(colleague.page(), 'Gebeld: de stoeptegels liggen weer recht.')
  await finishLast(page, 'Gesproken. De ploeg komt vrijdagochtend langs.')
  await server.start()
  // Whoever comes second is told; who that is, is up to chance.
  const second = await Promise.any(
    [desk, colleague].map(async (one) => {
      await werkblad.connection(one.page(), 'Vraagt aandacht').waitFor()
      return one.page()
    }),
  )
  await second.keyboard.press('Alt+a')
  await second.getByRole('listitem', { name: /Terugbelnotitie afhandelen/ }).waitFor()
  // Messages go by themselves; here they would lie over the screen.
  await second.getByRole('list', { name: 'Meldingen' }).waitFor({ state: 'detached' })
  await second.screenshot({ path: `${folder}vraagt-aandacht.png` })
  process.stdout.write('docs/handleiding/beeld/vraagt-aandacht.png\n')
} finally {
  await desk.close()
  await colleague.close()
  await server.close()
}
