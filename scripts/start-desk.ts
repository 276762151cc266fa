import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronRuntime } from './electron-runtime.ts'
import { createLogFile, isForPeople } from './processes/log-file.ts'
import { startElectron } from './processes/electron-process.ts'
import type { ManagedProcess } from './processes/managed-process.ts'
import { startWebHost } from './processes/web-host-process.ts'

export interface DeskPlan {
  readonly medewerker: { readonly id: string; readonly naam: string }
  readonly dataDir: string
  readonly serverUrl: string
  /** Undefined = the browser shell. */
  readonly runtime: ElectronRuntime | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

export interface OpenDesk {
  /** For people: whose desk it is. */
  readonly naam: string
  readonly process: ManagedProcess
  /** Where to open it in a browser; undefined when it has a window of its own. */
  readonly startUrl: string | undefined
}

/** Opens one desk with a profile of its own; undefined when it stopped before it was usable. */
export const openDesk = async (plan: DeskPlan): Promise<OpenDesk | undefined> => {
  const { medewerker, dataDir, serverUrl, runtime, environment, signal } = plan
  const profileDir = join(dataDir, 'werkplekken', medewerker.id)
  mkdirSync(profileDir, { recursive: true, mode: 0o700 })
  const log = createLogFile(join(dataDir, 'logs', `werkplek-${medewerker.id}.log`))
  const shell = { profileDir, serverUrl, demoMedewerkerId: medewerker.id, environment, signal }
  if (runtime !== undefined) {
    const process = startElectron({ ...shell, runtime, onLine: log.write })
    return { naam: medewerker.naam, process, startUrl: undefined }
  }
  const process = await startWebHost({
    ...shell,
    onLine: (line, stream) => {
      log.write(line)
      if (stream === 'stderr' && isForPeople(line)) console.error(line)
    },
  })
  return process && { naam: medewerker.naam, process, startUrl: process.startUrl }
}
