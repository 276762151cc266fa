import { describeBug } from '../../shared/node/describe-bug'
import type { Logger } from '../../shared/node/logger'
import type { LiveFrame } from '../../shared/sync-protocol/live'
import type { Db, Signals } from '../db/db'
import { loadActor } from './actor'
import type { Changes } from './changes'
import { acceptAt, stepFor, type Batch } from './coverage'
import { decodeCursor, encodeCursor } from './cursor'
import { connectNodes } from './node-signals'
import { createTailer } from './tail'

/** How frames reach one desk; the same for every transport. */
export interface DeskLine {
  readonly send: (text: string) => void
  /** Bytes that the desk has not taken yet. */
  readonly waiting: () => number
  /** Gives up on a desk that does not read. */
  readonly cut: () => void
}

export interface LiveDesk {
  /** The desk says where all its cursors stand. */
  readonly at: (cursor: string) => void
  readonly leave: () => void
}

export interface LiveDesks {
  readonly join: (line: DeskLine, medewerkerId: string, scopes: readonly string[]) => LiveDesk
  /** Tells every desk when to come back, and stops reading the log. */
  readonly close: () => Promise<void>
}

interface Desk {
  readonly line: DeskLine
  readonly medewerkerId: string
  scopes: ReadonlySet<string>
  covered: number | undefined
  slowSince: number | undefined
}

// More than this waiting: the desk pulls when it can, instead of being sent rows.
const slowBytes = 1024 * 1024
const hopelessBytes = 4 * slowBytes
const hopelessMs = 60_000
// Desks that come back each second, so that the node that takes them over is not run down.
const returnsPerSecond = 200

export interface LiveDesksDeps {
  readonly db: Db
  /** Word from other nodes; without it the look of each second finds their commits. */
  readonly signals: Signals | undefined
  readonly tenant: string
  readonly changes: Changes
  readonly logger: Logger
}

/** Everybody who listens on this node, and what the log means for each. */
export const createLiveDesks = ({ db, signals, tenant, changes, logger }: LiveDesksDeps): LiveDesks => {
  const desks = new Set<Desk>()

  const poke = (desk: Desk): void => {
    desk.covered = undefined
    send(desk, { kind: 'poke' })
  }

  /** Rights hang on the directory: before rows go out, everybody's scopes are what they are now. */
  const review = async (desk: Desk): Promise<void> => {
    const scopes = (await loadActor(db, tenant, desk.medewerkerId))?.scopes ?? []
    if (scopes.length === desk.scopes.size && scopes.every((scope) => desk.scopes.has(scope))) return
    desk.scopes = new Set(scopes)
    desk.covered = undefined
    send(desk, { kind: 'rehello' })
  }

  const prepare = async (entities: ReadonlySet<string>): Promise<void> => {
    if (entities.has('medewerker') || entities.has('afdeling')) for (const desk of desks) await review(desk)
  }

  const deliver = (batch: Batch): void => {
    for (const desk of desks) {
      const step = stepFor(batch, desk.scopes, desk.covered)
      if (step.kind === 'nothing') continue
      if (step.kind === 'poke' || isSlow(desk)) {
        poke(desk)
        continue
      }
      desk.covered = step.to
      const rows = step.rows.map(({ text }) => text).join(',')
      desk.line.send(
        `{"kind":"delta","from":"${encodeCursor(step.from)}","to":"${encodeCursor(step.to)}","rows":[${rows}]}`,
      )
    }
  }

  const tailer = createTailer({
    db,
    tenant,
    logger,
    prepare,
    deliver,
    // Whoever was here before the first look may have missed something.
    started: () => {
      for (const desk of desks) poke(desk)
    },
  })
  const unsubscribe = changes.subscribe(tailer.wake)
  const disconnect = signals === undefined ? undefined : connectNodes({ signals, tenant, changes, tailer, logger })

  const settle = (desk: Desk, cursor: string): void => {
    const view = tailer.view()
    const at = decodeCursor(cursor, Number.MAX_SAFE_INTEGER)
    const covered = view === undefined || at === undefined ? undefined : acceptAt(view, desk.scopes, at)
    if (covered === undefined) poke(desk)
    else desk.covered = covered
  }

  return {
    join: (line, medewerkerId, scopes) => {
      const desk: Desk = { line, medewerkerId, scopes: new Set(scopes), covered: undefined, slowSince: undefined }
      desks.add(desk)
      // Rights may have changed between its admission and now; until this is known no rows go out.
      const reviewed = review(desk).catch((error: unknown) => {
        logger.error({ bug: describeBug(error) }, 'scopes not reviewed')
        line.cut()
      })
      return {
        at: (cursor) => {
          void reviewed.then(() => {
            settle(desk, cursor)
          })
        },
        leave: () => desks.delete(desk),
      }
    },
    close: async () => {
      unsubscribe()
      for (const [index, desk] of [...desks].entries()) {
        send(desk, { kind: 'drain', retryAfterMs: Math.round((index * 1_000) / returnsPerSecond) })
      }
      await disconnect?.()
      await tailer.close()
    },
  }
}

const send = ({ line }: Desk, frame: LiveFrame): void => {
  line.send(JSON.stringify(frame))
}

/** Whether a desk reads slower than the server writes; one that stopped reading is cut off. */
const isSlow = (desk: Desk): boolean => {
  const waiting = desk.line.waiting()
  if (waiting <= slowBytes) {
    desk.slowSince = undefined
    return false
  }
  desk.slowSince ??= performance.now()
  if (waiting > hopelessBytes || performance.now() - desk.slowSince > hopelessMs) desk.line.cut()
  return true
}
