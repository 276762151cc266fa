import { z } from 'zod'
import { describeBug } from '../../shared/node/describe-bug'
import type { Logger } from '../../shared/node/logger'
import { readRows, type Db, type Queryable } from '../db/db'
import type { Batch, TailRow, TailView } from './coverage'
import { readCounter } from './log'
import { logEntrySchema, readStates } from './pull'

export interface TailDeps {
  readonly db: Db
  readonly tenant: string
  readonly logger: Logger
  /** What has to be known before a batch goes out; the place for everything that takes time. */
  readonly prepare: (entities: ReadonlySet<string>) => Promise<void>
  /** Gets every batch in order. Without a pause, so that nobody names a place while a batch is neither to come nor remembered. */
  readonly deliver: (batch: Batch) => void
  /** The first look: what was before it is not known here. */
  readonly started: () => void
}

export interface Tailer {
  /** There may be news: look now, or once more when a look is under way. */
  readonly wake: () => void
  readonly view: () => TailView | undefined
  /** Ends after the look that is under way. */
  readonly close: () => Promise<void>
}

// A look finds what no message told of: a lost NOTIFY, an import by another process.
const lookMs = 1_000
// More than this goes faster through a pull, page by page.
const maxRows = 1_000
const maxText = 256 * 1024

/** Reads the log of a server node once for all its desks, in the order of the counter. */
export const createTailer = (deps: TailDeps): Tailer => {
  const { db, tenant, logger, prepare, deliver, started } = deps
  const newest = new Map<string, number>()
  let start: number | undefined
  let tail = 0
  let closed = false
  let again = false
  let running: Promise<void> | undefined

  const look = async (): Promise<void> => {
    if (start === undefined) {
      tail = start = await readCounter(db, tenant)
      started()
      return
    }
    // The counter alone, nearly always: a look each second must cost nothing.
    if ((await readCounter(db, tenant)) === tail) return
    const { batch, entities } = await readBatch(db, tenant, tail)
    await prepare(entities)
    // One step from here: an `at` in between would be believed, and the next delta would span rows that it does not carry.
    deliver(batch)
    for (const [scope, volgnummer] of batch.touched) newest.set(scope, volgnummer)
    tail = batch.to
  }

  const run = async (): Promise<void> => {
    do {
      again = false
      // What fails now is read by the next look: the tail has not moved.
      await look().catch((error: unknown) => {
        logger.warn({ bug: describeBug(error) }, 'log not read')
      })
      // Asked again meanwhile: by `wake`, during the look.
    } while (isAsked())
    running = undefined
  }
  const isAsked = (): boolean => again && !closed
  const wake = (): void => {
    if (closed) return
    again = true
    running ??= run()
  }

  const timer = setInterval(wake, lookMs)
  timer.unref()
  wake()
  return {
    wake,
    view: () => (start === undefined ? undefined : { start, newest }),
    close: async () => {
      closed = true
      clearInterval(timer)
      await running
    },
  }
}

const touchedSchema = z.object({ scope: z.string(), entiteit: z.string(), volgnummer: z.int() })

/** Everything after `tail` in one snapshot of the database, so that nothing of a commit is missing. */
const readBatch = (
  db: Db,
  tenant: string,
  tail: number,
): Promise<{ readonly batch: Batch; readonly entities: ReadonlySet<string> }> =>
  db.transaction(async (tx) => {
    const to = await readCounter(tx, tenant)
    const found = await readRows(
      tx,
      touchedSchema,
      `select scope, entiteit, max(volgnummer) as volgnummer from wijzigingslog
       where tenant = $1 and volgnummer > $2 group by scope, entiteit`,
      [tenant, tail],
    )
    const touched = new Map<string, number>()
    for (const { scope, volgnummer } of found) touched.set(scope, Math.max(touched.get(scope) ?? 0, volgnummer))
    const rows = to - tail > maxRows ? undefined : await readTailRows(tx, tenant, tail)
    return { batch: { to, touched, rows }, entities: new Set(found.map(({ entiteit }) => entiteit)) }
  }, 'repeatable read')

const readTailRows = async (tx: Queryable, tenant: string, tail: number): Promise<readonly TailRow[] | undefined> => {
  const entries = await readRows(
    tx,
    logEntrySchema,
    `select scope, entiteit, id, volgnummer, bewerking from wijzigingslog
     where tenant = $1 and volgnummer > $2 order by volgnummer`,
    [tenant, tail],
  )
  const states = await readStates(tx, tenant, entries)
  const rows = entries.map(({ scope, volgnummer }, index) => ({
    scope,
    volgnummer,
    text: JSON.stringify(states[index]),
  }))
  return rows.reduce((sum, { text }) => sum + text.length, 0) > maxText ? undefined : rows
}
