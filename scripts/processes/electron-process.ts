import type { ElectronRuntime } from '../electron-runtime.ts'
import { bundlePath } from './bundles.ts'
import { startProcess, type ManagedProcess } from './managed-process.ts'
import { deskEnvironment, type DeskOptions } from './web-host-process.ts'

export interface ElectronOptions extends DeskOptions {
  readonly runtime: ElectronRuntime
}

/** Chromium refuses its sandbox to root on Linux; only for development, so it is an argument here and never in the app itself. */
export const developmentArguments: readonly string[] =
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** What to hand to the runtime to make it this desk. */
export const electronArguments = (): readonly string[] => [bundlePath('electron/main.cjs'), ...developmentArguments]

/** Opens the desktop window from its bundle. */
export const startElectron = (options: ElectronOptions): ManagedProcess =>
  startProcess({
    command: options.runtime.executablePath,
    args: electronArguments(),
    env: deskEnvironment(options),
    onLine: options.onLine,
    signal: options.signal,
  })
