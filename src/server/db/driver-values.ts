import pg from 'pg'
import { instantOf } from '../../shared/kernel/clock'

const { INT8, TIMESTAMPTZ } = pg.types.builtins
// The driver's own reader of timestamps knows every notation of PostgreSQL; its type says only that it returns something.
const toDate = pg.types.getTypeParser(TIMESTAMPTZ, 'text') as (text: string) => Date

/** How both drivers hand us values: the one place where PostgreSQL's types become ours. */
export const parsers = {
  // Counters and versions: far below 2^53, so a number is exact.
  [INT8]: Number,
  [TIMESTAMPTZ]: (text: string) => instantOf(toDate(text)),
}

export const isParsedType = (oid: number): oid is keyof typeof parsers => oid in parsers
