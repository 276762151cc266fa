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
  await page.keyboard.press('Tab')
}

const showKeys = async (page: Page): Promise<void> => {
  await page.keyboard.press('ControlOrMeta+/')
  await page.getByRole('dialog', { name: 'Sneltoetsen' }).waitFor()
}

await build()
mkdirSync(folder, { recursive: true })
const server = await createTestServer()
const desk = await openDesk('Chromium', { serverUrl: server.url, medewerkerId: 'anna-demo' })
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
  await picture('terugbellen', openNotes)
  await picture('sneltoetsen', showKeys)
  await page.keyboard.press('Escape')
  await picture('zonder-verbinding', async () => {
    await server.kill()
    await werkblad.goTo(page, 'Werkblad')
    await werkblad.connection(page, 'Geen verbinding').waitFor()
    await werkblad.rondAf(page)
    await werkblad.connection(page, 'wachten').waitFor()
  })
} finally {
  await desk.close()
  await server.close()
}
