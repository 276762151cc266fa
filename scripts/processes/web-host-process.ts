import { bundlePath } from './bundles.ts'
import { startProcess, type ManagedProcess } from './managed-process.ts'

export interface DeskOptions {
  readonly profileDir: string
  readonly serverUrl: string
  readonly demoMedewerkerId: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void
  readonly signal?: AbortSignal | undefined
}

export interface WebHostProcess extends ManagedProcess {
  /** Opens the desk once: holds the one-time token. */
  readonly startUrl: string
}

/** What a desk, in whichever shell, is told through its environment. */
export const deskEnvironment = ({
  environment,
  profileDir,
  serverUrl,
  demoMedewerkerId,
}: Omit<DeskOptions, 'onLine' | 'signal'>) => ({
  ...environment,
  KLAAR_PROFILE_DIR: profileDir,
  KLAAR_SERVER_URL: serverUrl,
  KLAAR_DEMO_MEDEWERKER: demoMedewerkerId,
})

/** Starts the browser shell from its bundle; resolves with its start URL, or undefined when it stopped before it had one. */
export const startWebHost = async (options: DeskOptions): Promise<WebHostProcess | undefined> => {
  const started = startProcess({
    command: process.execPath,
    args: [bundlePath('web-host/main.js')],
    env: deskEnvironment(options),
    onLine: options.onLine,
    signal: options.signal,
    lifeline: true,
  })
  const startUrl = (await started.firstLine)?.match(/http:\S+/)?.[0]
  if (startUrl !== undefined) return { ...started, startUrl }
  await started.kill()
  return undefined
}
