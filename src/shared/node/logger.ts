import pino from 'pino'
import type { Settings } from './settings'

/** Ids, codes and durations only: no names, numbers, texts or addresses ever go into a log. */
export type Logger = Pick<pino.Logger, 'fatal' | 'error' | 'warn' | 'info' | 'debug'>

/** JSON lines on stderr, so that stdout stays for what a command was asked to print. */
export const createLogger = (part: string, level: Settings['logLevel']): Logger =>
  pino({ level, base: { part }, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }))

export const silentLogger: Logger = pino({ level: 'silent' })
