import { setTimeout as pause } from 'node:timers/promises'
import { startProcess, type ManagedProcess } from './managed-process.ts'
import { bundlePath } from './bundles.ts'

export interface ServerOptions {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void
  readonly signal?: AbortSignal | undefined
}

export interface ServerProcess extends ManagedProcess {
  readonly url: string
}

/** The embedded database unpacks itself and the demo gemeente is filled in at the first start; a cold disk makes that slow. */
const healthPatienceMs = 60_000
const healthPollMs = 50

/** Starts the demo server from its bundle; resolves once it answers `/health`, or undefined when it stopped before that. */
export const startServer = async (options: ServerOptions): Promise<ServerProcess | undefined> => {
  const { host, port, dataDir, environment, onLine, signal } = options
  const started = startProcess({
    command: process.execPath,
    args: [bundlePath('server/main.js')],
    env: { ...environment, KLAAR_DEMO: 'true', KLAAR_HOST: host, KLAAR_PORT: String(port), KLAAR_DATA_DIR: dataDir },
    onLine,
    signal,
    lifeline: true,
  })
  const url = `http://${host}:${port}`
  let ended = false
  void started.exited.then(() => {
    ended = true
  })
  const healthy = await waitUntilHealthy(url, () => ended)
  if (!healthy) await started.kill()
  return healthy ? { ...started, url } : undefined
}

/** Whether a Klaar server answers here. */
export const isHealthy = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(1000) })
    const body: unknown = await response.json()
    return response.ok && typeof body === 'object' && body !== null && 'status' in body && body.status === 'ok'
  } catch {
    // Nothing listens there yet, or something that does not speak our language: both mean "not healthy".
    return false
  }
}

const waitUntilHealthy = async (url: string, hasEnded: () => boolean): Promise<boolean> => {
  const deadline = performance.now() + healthPatienceMs
  while (performance.now() < deadline && !hasEnded()) {
    if (await isHealthy(url)) return true
    await pause(healthPollMs)
  }
  return false
}
