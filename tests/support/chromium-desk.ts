import { chromium } from 'playwright-core'
import { startWebHost } from '../../scripts/processes/web-host-process.ts'
import { findProgram } from '../../scripts/system-packages.ts'
import type { LaunchedDesk, LaunchedDeskOptions } from './desk.ts'
import { referenceSize } from './sizes.ts'

/** Chromium needs no sandbox against our own pages, and as root it has none; QUIC and updates would only make noise. */
const chromiumArguments = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking']

/** The system's Chromium; where it has none (macOS, Windows) the installed Chrome. */
export const launchBrowser = () => {
  const executablePath = findProgram('chromium')
  return chromium.launch({
    ...(executablePath === undefined ? { channel: 'chrome' } : { executablePath }),
    args: chromiumArguments,
  })
}

/** A desk as a browser tab: the web host with its core, and a browser of its own. */
export const launchChromiumDesk = async ({
  profileDir,
  serverUrl,
  medewerkerId,
  onPage,
}: LaunchedDeskOptions): Promise<LaunchedDesk> => {
  const said: string[] = []
  const host = await startWebHost({
    profileDir,
    serverUrl,
    demoMedewerkerId: medewerkerId,
    environment: { ...process.env, KLAAR_LOG_LEVEL: 'warn' },
    onLine: (line) => said.push(line),
  })
  if (host === undefined) throw new Error(`the web host did not start: ${said.join('\n')}`)
  const browser = await launchBrowser()
  const page = await browser.newPage({ viewport: referenceSize, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' })
  onPage(page)
  await page.goto(host.startUrl)
  return {
    page,
    kill: async () => {
      await host.kill()
      await browser.close()
    },
    close: async () => {
      await browser.close()
      await host.stop()
    },
  }
}
