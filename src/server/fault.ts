import { sqlStateOf } from './db/db'

/** Where it went wrong, without the message: a database quotes the value it could not store. */
export const describeFault = (error: unknown): Readonly<Record<string, unknown>> =>
  error instanceof Error
    ? {
        error: error.name,
        sqlState: sqlStateOf(error),
        at: error.stack?.split('\n').filter((line) => /^\s+at /.test(line)),
      }
    : { error: 'unknown' }
