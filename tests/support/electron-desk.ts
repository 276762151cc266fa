import { once } from 'node:events'
import { _electron } from 'playwright-core'
import { findElectronRuntime } from '../../scripts/electron-runtime.ts'
import { electronArguments } from '../../scripts/processes/electron-process.ts'
import { killGroup } from '../../scripts/processes/managed-process.ts'
import { deskEnvironment } from '../../scripts/processes/web-host-process.ts'
import type { LaunchedDesk, LaunchedDeskOptions } from './desk.ts'

/** A desk as its own window, in the development runtime. */
export const launchElectronDesk = async ({
  profileDir,
  serverUrl,
  medewerkerId,
  onPage,
}: LaunchedDeskOptions): Promise<LaunchedDesk> => {
  const found = await findElectronRuntime()
  if (found.kind === 'missing') throw new Error(found.reason)
  const app = await _electron.launch({
    executablePath: found.runtime.executablePath,
    args: [...electronArguments(), '--disable-gpu'],
    env: definedOnly(
      deskEnvironment({
        profileDir,
        serverUrl,
        demoMedewerkerId: medewerkerId,
        environment: { ...process.env, KLAAR_LOG_LEVEL: 'warn' },
      }),
    ),
  })
  app.on('window', onPage)
  const page = await app.firstWindow().catch((error: unknown) => {
    killGroup(app.process().pid)
    throw error
  })
  return {
    page,
    kill: async () => {
      const running = app.process()
      // One that fell by itself has no exit left to wait for.
      if (running.exitCode !== null || running.signalCode !== null) return
      const exited = once(running, 'exit')
      killGroup(running.pid)
      await exited
    },
    close: () => app.close(),
  }
}

const definedOnly = (environment: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined))
