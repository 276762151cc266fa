import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
const violationsOn = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
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

describe('every screen, light and dark', () => {
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

  it.each(screenStates)('$name has no accessibility violations', async ({ name, reach }) => {
    const page = desk.page()
    await page.reload()
    await connection(page, 'Alles verstuurd').waitFor()
    await reach(page)
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await violationsOn(page), colorScheme).toEqual([])
      if (pictures !== undefined) await takePictures(page, pictures, `${name}-${colorScheme}`)
    }
  })

  it('complained about nothing in the console on the way', () => {
    expect(desk.complaints()).toEqual([])
  })
})
