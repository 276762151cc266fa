import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../../scripts/processes/free-port.ts'
import { startServer } from '../../scripts/processes/server-process.ts'

/** One server as it ships, in a process of its own. */
export interface ServerNode {
  readonly port: number
  readonly url: string
  /** The power cut. */
  readonly kill: () => Promise<void>
  /** Asks it to stop and waits. */
  readonly stop: () => Promise<void>
  readonly freeze: () => void
  readonly thaw: () => void
  /** Everything it printed. */
  readonly output: () => string
}

interface NodeOptions {
  /** PostgreSQL; without it the embedded database in `dataDir`. */
  readonly databaseUrl?: string
  readonly dataDir?: string
  readonly logLevel?: 'warn' | 'debug'
}

export const startServerNode = async ({
  databaseUrl,
  dataDir,
  logLevel = 'warn',
}: NodeOptions): Promise<ServerNode> => {
  const port = await findFreePort()
  const ownFolder = dataDir ?? mkdtempSync(join(tmpdir(), 'klaar-server-'))
  const said: string[] = []
  const started = await startServer({
    host: '127.0.0.1',
    port,
    dataDir: ownFolder,
    environment: {
      ...process.env,
      KLAAR_LOG_LEVEL: logLevel,
      ...(databaseUrl === undefined ? {} : { KLAAR_DATABASE_URL: databaseUrl }),
    },
    onLine: (line) => said.push(line),
  })
  if (started === undefined) throw new Error(`the server did not start: ${said.join('\n')}`)
  const forget = (): void => {
    if (dataDir === undefined) rmSync(ownFolder, { recursive: true, force: true })
  }
  return {
    port,
    url: started.url,
    kill: async () => {
      await started.kill()
      forget()
    },
    stop: async () => {
      await started.stop()
      forget()
    },
    freeze: () => void process.kill(started.pid, 'SIGSTOP'),
    thaw: () => void process.kill(started.pid, 'SIGCONT'),
    output: () => said.join('\n'),
  }
}
