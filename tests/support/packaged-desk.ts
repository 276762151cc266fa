import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { chromium, type Page } from 'playwright-core'
import { developmentArguments } from '../../scripts/processes/electron-process.ts'

export interface PackagedDesk {
  readonly page: Page
  /** Asks it to end; resolves with its exit code. */
  readonly close: () => Promise<number | null>
}

/** Opens a packaged desk. Its Node inspector is fused off, so it is looked at through Chromium's own door. */
export const launchPackagedDesk = async (
  executable: string,
  environment: Readonly<Record<string, string>>,
): Promise<PackagedDesk> => {
  const app = spawn(executable, [...developmentArguments, '--disable-gpu', '--remote-debugging-port=0'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const browser = await chromium.connectOverCDP(await doorOf(app.stderr), { noDefaults: true })
  const page = browser.contexts()[0]?.pages()[0]
  if (page === undefined) throw new Error('the packaged desk has no page')
  return {
    page,
    close: async () => {
      const exited = once(app, 'exit')
      app.kill('SIGTERM')
      await browser.close()
      const [code] = (await exited) as [number | null]
      return code
    },
  }
}

const doorOf = async (stderr: NodeJS.ReadableStream): Promise<string> => {
  for await (const line of createInterface({ input: stderr })) {
    const door = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (door !== undefined) {
      // Keeps flowing, so that a full pipe never stops the desk.
      stderr.resume()
      return door
    }
  }
  throw new Error('the packaged desk ended before it had a page')
}
