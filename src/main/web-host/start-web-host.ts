import { createServer, type Server } from 'node:http'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startParameter } from '../../shared/contract/browser-door'
import type { Clock } from '../../shared/kernel/clock'
import type { Logger } from '../../shared/node/logger'
import type { Settings } from '../../shared/node/settings'
import { fileMasterKeyPath, readOrCreateFileMasterKey } from '../core/secrets/file-master-key'
import { forkCoreProcess } from '../shell/core-process'
import { describeBug } from '../../shared/node/describe-bug'
import { defaultProfileDir, makeProfileFolders, sealedMasterKeyPath } from '../shell/profile-folders'
import { productVersion } from '../shell/product-version'
import { StartProblem } from '../shell/start-problem'
import { createStaticContent } from '../shell/static-content'
import { createSupervisedCore } from '../shell/supervised-core'
import { createStartGate } from '../transport/start-gate'
import { serveWebSocket } from '../transport/websocket'
import { createHttpContent } from './http-content'

interface WebHostOptions {
  readonly settings: Settings
  /** The folder with the bundles: `renderer` and `core` lie in it. */
  readonly bundles: string
  readonly clock: Clock
  readonly logger: Logger
}

export interface WebHost {
  /** Opens the desk in one browser; works once. */
  readonly startUrl: string
  readonly close: () => Promise<void>
}

/** Starts the core and serves it, with the screens, to a browser on this machine only. */
export const startWebHost = async ({ settings, bundles, clock, logger }: WebHostOptions): Promise<WebHost> => {
  const renderer = join(bundles, 'renderer')
  if (!existsSync(renderer))
    throw new StartProblem('De schermen van Klaar zijn nog niet gebouwd. Voer eerst npm run build uit.')
  const folders = makeProfileFolders(settings.profileDir ?? defaultProfileDir(process.platform, process.env))
  const masterKey = readMasterKey(folders.base)

  let port = settings.webPort
  const answer = createHttpContent({ content: createStaticContent(renderer), port: () => port })
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      logger.error({ bug: describeBug(error) }, 'content failed')
      response.destroy()
    })
  })
  port = await listen(server, settings.webPort)

  const core = createSupervisedCore({
    launch: () => forkCoreProcess({ entry: join(bundles, 'core', 'process.mjs'), node: process.execPath }),
    start: {
      masterKey: masterKey.toString('base64'),
      protection: 'bestand',
      profileDir: folders.core,
      serverUrl: settings.serverUrl,
      demoMedewerkerId: settings.demoMedewerker,
      shell: 'browser',
      version: productVersion,
      logLevel: settings.logLevel,
      checkOutputs: true,
    },
    clock,
    later: (milliseconds, run) => void setTimeout(run, milliseconds),
    logger,
  })
  const gate = createStartGate()
  const closeSockets = serveWebSocket({ server, port, transport: core, gate, greeting: core.stateEvent, logger })

  return {
    startUrl: `http://127.0.0.1:${port}/#${startParameter}=${gate.token}`,
    close: async () => {
      closeSockets()
      server.close()
      await core.close()
    },
  }
}

/** A second key beside the one in the system's keeping would open nothing, and lock the desktop application out. */
const readMasterKey = (base: string): Buffer => {
  if (existsSync(sealedMasterKeyPath(base)) && !existsSync(fileMasterKeyPath(base))) {
    throw new StartProblem(
      'Deze werkplek hoort bij de desktop-toepassing, die de sleutel door het systeem laat bewaren. Open die, of kies een andere map met KLAAR_PROFILE_DIR.',
    )
  }
  return readOrCreateFileMasterKey(base)
}

/** Loopback only: nobody else on the network can reach it. Resolves with the port it got. */
const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
