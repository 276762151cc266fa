import { systemClock } from '../shared/kernel/clock'
import { describeBug } from '../shared/node/describe-bug'
import { createLogger, type Logger } from '../shared/node/logger'
import { requireSettings } from '../shared/node/settings'
import { startProblemText } from './start-problem'
import { startServer, type RunningServer } from './start-server'

// Longer than any request takes; whoever stops the machine does not wait for ever.
const stopTimeoutMs = 10_000

const announce = ({ url, gemeente, database }: RunningServer, demo: boolean): void => {
  const name = gemeente === '' ? '' : ` voor ${gemeente}`
  process.stdout.write(`Klaar-server${name} luistert op ${url}${demo ? ' (demo)' : ''}\n`)
  if (database === 'embedded') {
    process.stdout.write(
      'De ingebouwde database is om uit te proberen. Gebruik voor echt werk PostgreSQL (KLAAR_DATABASE_URL).\n',
    )
  }
}

const stopOnSignal = (server: RunningServer, logger: Logger): void => {
  const stop = (): void => {
    // A second signal means: now.
    process.once('SIGINT', () => process.exit(130))
    process.once('SIGTERM', () => process.exit(143))
    setTimeout(() => process.exit(1), stopTimeoutMs).unref()
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ bug: describeBug(error) }, 'stop failed')
        process.exit(1)
      },
    )
  }
  let stopping = false
  const stopOnce = (): void => {
    if (stopping) return
    stopping = true
    stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopOnce)
  // Started with a channel: whoever started it is gone without having said so.
  process.once('disconnect', stopOnce)
}

const settings = requireSettings()
const logger = createLogger('server', settings.logLevel)
try {
  const server = await startServer(settings, systemClock, logger)
  stopOnSignal(server, logger)
  announce(server, settings.demo)
} catch (error) {
  const text = startProblemText(error)
  if (text === undefined) {
    logger.fatal({ bug: describeBug(error) }, 'start failed')
    process.stderr.write(
      'De Klaar-server start niet door een fout in het programma. Het logboek hierboven zegt waar.\n',
    )
  } else {
    process.stderr.write(`De Klaar-server start niet. ${text}\n`)
  }
  process.exit(1)
}
