import { join } from 'node:path'
import { contract } from '../../shared/contract/index'
import { systemClock } from '../../shared/kernel/clock'
import { AppFailure } from '../../shared/kernel/result'
import { createLogger, type Logger } from '../../shared/node/logger'
import { serveProcessChannel, type MessageChannel, type ServedCore } from '../transport/process-channel'
import { serveContract } from '../transport/serve-contract'
import type { Core } from './core'
import { coreStartSchema, type CoreStart } from './core-start'
import { createCore } from './create-core'
import { createFailedCore } from './failed-core'
import { createSealedSecretStore } from './secrets/sealed-secret-store'

// Entry of the core's own process: a forked Node, or a utility process of Electron when packaged.

const openCore = async (start: CoreStart, logger: Logger): Promise<Core> => {
  const { masterKey, protection, profileDir, serverUrl, demoMedewerkerId, shell, version } = start
  try {
    const secrets = createSealedSecretStore({
      file: join(profileDir, 'geheimen'),
      masterKey: Buffer.from(masterKey, 'base64'),
      protection,
    })
    return await createCore({
      profileDir,
      serverUrl,
      demoMedewerkerId,
      shell,
      version,
      secrets,
      clock: systemClock,
      logger,
    })
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error
    logger.error({ code: error.error.code }, 'core cannot be opened')
    return createFailedCore(start, error.error)
  }
}

/** The core lives exactly as long as its shell wants it: until it is asked to stop, or until the pipe is gone. */
const closeWithParent = (core: Core): void => {
  const end = (): void => {
    void core.close().finally(() => process.exit(0))
  }
  process.once('disconnect', end)
  process.once('SIGTERM', end)
  // Ctrl+C in a terminal reaches the whole group; the shell decides when the core stops.
  process.on('SIGINT', () => undefined)
}

const open = async (message: unknown): Promise<ServedCore> => {
  const start = coreStartSchema.parse(message)
  const logger = createLogger('core', start.logLevel)
  const core = await openCore(start, logger)
  closeWithParent(core)
  return {
    serve: serveContract(core.handlers, contract, { logger, checkOutputs: start.checkOutputs }),
    onEvent: core.onEvent,
  }
}

/** The pipe to whoever started this process: Electron's port in a utility process, else the one of a forked Node. */
const parentChannel = (parentPort: Electron.ParentPort | undefined): MessageChannel =>
  parentPort === undefined
    ? {
        send: (message) => {
          // The pipe may have closed while an answer was being made, or just now: nobody waits for it then. Without a listener that
          // would end this process before its files are closed.
          if (process.connected) process.send?.(message, undefined, undefined, () => undefined)
        },
        onMessage: (listener) => process.on('message', listener),
      }
    : {
        send: (message) => {
          parentPort.postMessage(message)
        },
        onMessage: (listener) =>
          parentPort.on('message', ({ data }) => {
            listener(data)
          }),
      }

serveProcessChannel(parentChannel(process.parentPort), open)
