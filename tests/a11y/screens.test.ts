import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { repositoryRoot } from '../../scripts/processes/bundles.ts'
import { openDesk, type Desk } from '../support/desk.ts'
import { screenStates } from '../support/screen-states.ts'
import { referenceSize, wideSize } from '../support/sizes.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'
import { connection } from '../support/werkblad.ts'

const schemes = ['light', 'dark'] as const
const sizes = { klein: referenceSize, groot: wideSize } as const
const pictures = process.env['SCREENSHOTS'] === '1' ? join(repositoryRoot, 'tests/e2e/screenshots') : undefined

/** Every violation as one readable line: rule, and where. */
const violationsOn = async (page: Page, within: string): Promise<readonly string[]> => {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate((part) => window.axe.run(part, { resultTypes: ['violations'] }), within)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

declare global {
  interface Window {
    readonly axe: typeof axe
  }
}

const takePictures = async (page: Page, folder: string, name: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await page.screenshot({ path: join(folder, `${name}-${size}.png`) })
  }
  await page.setViewportSize(referenceSize)
}

/** In light and dark; pictures of both when they were asked for. */
const expectAccessible = async (page: Page, name: string, within = 'html'): Promise<void> => {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await violationsOn(page, within), colorScheme).toEqual([])
    if (pictures !== undefined) await takePictures(page, pictures, `${name}-${colorScheme}`)
  }
}

describe('every screen, light and dark, without accessibility violations', () => {
  let server: TestServer
  let desk: Desk

  beforeAll(async () => {
    server = await createTestServer()
    desk = await openDesk('Chromium', { serverUrl: server.url, medewerkerId: 'anna-demo' })
    await connection(desk.page(), 'Alles verstuurd').waitFor()
  })
  afterAll(async () => {
    await desk.close()
    await server.close()
  })

  it.each(screenStates)('$name', async ({ name, reach, within, leave }) => {
    await desk.page().reload()
    await connection(desk.page(), 'Alles verstuurd').waitFor()
    await reach(desk.page())
    await expectAccessible(desk.page(), name, within)
    await leave?.(desk.page())
  })

  it('aanmelden, where one signs in by keyboard', async () => {
    const unknown = await openDesk('Chromium', { serverUrl: server.url, medewerkerId: '' })
    onTestFinished(() => unknown.close())
    const medewerkers = unknown.page().getByRole('listbox', { name: 'Medewerkers' })
    await medewerkers.waitFor()
    await expectAccessible(unknown.page(), 'aanmelden')
    await medewerkers.getByRole('option').first().and(unknown.page().locator(':focus')).waitFor()
    await unknown.page().keyboard.press('ArrowDown')
    await unknown.page().keyboard.press('Enter')
    await connection(unknown.page(), 'Alles verstuurd').waitFor()
    expect(unknown.complaints()).toEqual([])
  })

  it('werkblad without a server', async () => {
    await server.kill()
    await connection(desk.page(), 'Geen verbinding').waitFor()
    await expectAccessible(desk.page(), 'werkblad-geen-verbinding')
    await server.start()
    await connection(desk.page(), 'Alles verstuurd').waitFor()
  })

  it('a desk of which the key no longer fits', async () => {
    await desk.kill()
    writeFileSync(join(desk.profileDir, 'ontwikkelsleutel'), '00'.repeat(32))
    await desk.restart()
    await desk
      .page()
      .getByRole('heading', { name: /De sleutel past niet op uw gegevens/ })
      .waitFor()
    await expectAccessible(desk.page(), 'storing-sleutel')
  })

  it('complained about nothing in the console on the way', () => {
    expect(desk.complaints()).toEqual([])
  })
})
