import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../../scripts/processes/free-port.ts'
import { startServer, type ServerProcess } from '../../scripts/processes/server-process.ts'

/** A demo server of its own: real program, own port, own data. */
export interface TestServer {
  readonly url: string
  readonly pid: () => number
  /** The network cable: stops answering at once, keeps what it committed. */
  readonly kill: () => Promise<void>
  /** On the same port and data again. */
  readonly start: () => Promise<void>
  /** Stops it and removes its data. */
  readonly close: () => Promise<void>
}

export const createTestServer = async (): Promise<TestServer> => {
  const port = await findFreePort()
  const dataDir = mkdtempSync(join(tmpdir(), 'klaar-server-'))
  const said: string[] = []
  const start = async (): Promise<ServerProcess> => {
    const started = await startServer({
      host: '127.0.0.1',
      port,
      dataDir,
      environment: { ...process.env, KLAAR_LOG_LEVEL: 'warn' },
      onLine: (line) => said.push(line),
    })
    if (started === undefined) throw new Error(`the server did not start: ${said.join('\n')}`)
    return started
  }
  let running = await start()
  return {
    url: running.url,
    pid: () => running.pid,
    kill: () => running.kill(),
    start: async () => {
      running = await start()
    },
    close: async () => {
      await running.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
