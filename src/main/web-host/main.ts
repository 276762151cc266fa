import { dirname } from 'node:path'
import { systemClock } from '../../shared/kernel/clock'
import { createLogger } from '../../shared/node/logger'
import { requireSettings } from '../../shared/node/settings'
import { describeBug } from '../../shared/node/describe-bug'
import { startProblemText } from '../shell/start-problem'
import { startWebHost, type WebHost } from './start-web-host'

// Entry of the browser shell. Prints one line on stdout: the address to open.

const stopOnSignal = (host: WebHost): void => {
  const stop = (): void => {
    // Whoever asks twice means now; the core then notices that its shell is gone.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))
    void host.close().finally(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
  // Started with a channel: whoever started it is gone without having said so.
  process.once('disconnect', stop)
}

const settings = requireSettings()
const logger = createLogger('web-host', settings.logLevel)
try {
  const host = await startWebHost({ settings, bundles: dirname(import.meta.dirname), clock: systemClock, logger })
  stopOnSignal(host)
  process.stdout.write(`${host.startUrl}\n`)
} catch (error) {
  const text = startProblemText(error)
  if (text === undefined) logger.fatal({ bug: describeBug(error) }, 'start failed')
  process.stderr.write(`De werkplek start niet. ${text ?? 'Het logboek hierboven zegt waar het misging.'}\n`)
  process.exit(1)
}
