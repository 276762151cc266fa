import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ElectronRuntime } from '../../scripts/electron-runtime.ts'
import { electronArguments, developmentArguments } from '../../scripts/processes/electron-process.ts'
import { deskEnvironment, startWebHost } from '../../scripts/processes/web-host-process.ts'
import { findProgram } from '../../scripts/system-packages.ts'
import type { LaunchOptions } from '../support/desk.ts'
import { openMeasuredWindow, type MeasuredWindow } from './measured-window.ts'

/** One way to show a desk, and the least that the same way can show. */
export interface MeasuredShell {
  readonly name: 'electron' | 'chromium'
  readonly openDesk: (options: LaunchOptions) => Promise<MeasuredWindow>
  readonly openBare: (profileDir: string) => Promise<MeasuredWindow>
}

const barePage = join(import.meta.dirname, 'bare-window')

const quiet = (environment: Readonly<Record<string, string | undefined>>) => ({
  ...environment,
  KLAAR_LOG_LEVEL: 'error',
})

export const electronShell = ({ executablePath }: ElectronRuntime): MeasuredShell => ({
  name: 'electron',
  openDesk: ({ profileDir, serverUrl, medewerkerId }) =>
    openMeasuredWindow({
      command: executablePath,
      args: [...electronArguments(), '--disable-gpu'],
      env: deskEnvironment({ profileDir, serverUrl, demoMedewerkerId: medewerkerId, environment: quiet(process.env) }),
    }),
  openBare: (profileDir) => {
    mkdirSync(profileDir, { recursive: true })
    return openMeasuredWindow({
      command: executablePath,
      args: [join(barePage, 'main.cjs'), ...developmentArguments, '--disable-gpu', `--profile=${profileDir}`],
      env: process.env,
    })
  },
})

/** Without an Electron runtime: the browser shell, in a headed Chromium. */
export const chromiumShell = (): MeasuredShell => {
  const open = (profileDir: string, url: string) =>
    openMeasuredWindow({
      command: findProgram('chromium') ?? 'chromium',
      args: [`--user-data-dir=${profileDir}`, '--no-sandbox', '--disable-gpu', '--no-first-run', `--app=${url}`],
      env: process.env,
    })
  return {
    name: 'chromium',
    openDesk: async ({ profileDir, serverUrl, medewerkerId }) => {
      const environment = quiet(process.env)
      const options = { profileDir, serverUrl, demoMedewerkerId: medewerkerId, environment, onLine: () => undefined }
      const host = await startWebHost(options)
      if (host === undefined) throw new Error('the web host did not start')
      const window = await open(join(profileDir, 'browser'), host.startUrl)
      return {
        ...window,
        pids: [...window.pids, host.pid],
        close: async () => {
          await window.close()
          await host.stop()
        },
      }
    },
    openBare: (profileDir) => open(profileDir, pathToFileURL(join(barePage, 'index.html')).href),
  }
}
