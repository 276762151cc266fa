import pino from 'pino'
import type { Logger } from '../../src/shared/node/logger'

/** A real logger whose lines a test can read. */
export const createRecordingLogger = (): {
  readonly logger: Logger
  readonly lines: () => readonly Record<string, unknown>[]
} => {
  const lines: Record<string, unknown>[] = []
  const logger = pino(
    { level: 'debug' },
    { write: (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  )
  return { logger, lines: () => lines }
}
