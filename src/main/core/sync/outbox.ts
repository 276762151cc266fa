import type { Instant } from '../../../shared/kernel/clock'
import type { ActContext, AnyIntent, Intent } from '../../../shared/kernel/intent'
import { ok, type AppError, type Result } from '../../../shared/kernel/result'
import { describeBug } from '../../../shared/node/describe-bug'
import type { Logger } from '../../../shared/node/logger'
import type { Sqlite } from '../../../shared/node/sqlite'
import type { AttentionList } from './attention'
import { createClientIdentity, type ClientIdentity } from './client-identity'
import type { EntityStore } from './entity-store'
import { prepareIntentTable, type IntentTable, type WaitingIntent } from './intent-table'
import { createRebase, type Rebase } from './rebase'
import type { TouchedRow } from './replica-tables'

/** Something this desk wants the server to do. */
export interface PendingIntent {
  readonly no: number
  readonly name: string
  readonly entity: string
  readonly target: string
  readonly args: unknown
}

/** One wish with its arguments, its types already checked against each other. */
export interface Wish {
  readonly intent: AnyIntent
  readonly args: unknown
}

export const wish = <Args, State extends object>(intent: Intent<Args, State> & AnyIntent, args: Args): Wish => ({
  intent,
  args,
})

/**
 * What this desk still has to tell the server. The outbox file is the only truth about pending work; the view in the cache is derived
 * from it, so a crash between the two files is repaired by `restore()`.
 */
export interface Outbox extends ClientIdentity {
  /**
   * Checks every rule on what the screen shows, then stores all wishes in one durable transaction together with `also`, then shows
   * their effect. A refused rule stores nothing.
   */
  readonly enqueue: (wishes: readonly Wish[], also?: () => void) => Result<null>
  /** Wishes without an outcome, oldest first. */
  readonly unsent: (limit: number) => readonly PendingIntent[]
  /** All wishes that are not yet confirmed by a pull, oldest first. */
  readonly waiting: () => readonly WaitingIntent[]
  /**
   * Whether a wish was sent whose effect has not been pulled. Rows that come in another way than a pull may hold that effect already, and a
   * wish on top of its own effect would show it twice.
   */
  readonly awaitsEffect: () => boolean
  /** How many wishes are not yet confirmed by a pull. */
  readonly count: () => number
  /** Whether wishes on this row are pending, and which. */
  readonly pendingOn: (entity: string, target: string) => readonly string[]
  /** Every number up to and including this one is done with: refused, or its effect has been pulled. */
  readonly settledNo: () => number
  /** The server did these; they stay on top of the view until a pull brings the effect. */
  readonly markApplied: (nos: readonly number[]) => void
  /** The server refused: to "Vraagt aandacht", and the view goes back to the server's word. */
  readonly markRejected: (no: number, error: AppError, at: Instant) => void
  /** A pull brought the effects of all wishes up to here. */
  readonly settleApplied: (lastMutationNo: number) => void
  /** The server lost its memory (other epoch): what it once did must be offered again. */
  readonly offerAgain: () => void
  /** Rows got another word of the server: those with pending wishes show it with the wishes on top. */
  readonly rebasePending: (rows: readonly TouchedRow[]) => void
  /** Derives the whole pending view again; at start, because a crash may lie between the two files. */
  readonly restore: () => void
}

interface OutboxOptions {
  readonly file: Sqlite
  readonly store: EntityStore
  readonly attention: AttentionList
  readonly context: () => ActContext
  readonly logger: Logger
  /** A wish was added or got an outcome. */
  readonly onChange: () => void
  /** A wish was added: there is something to send. */
  readonly onQueued: () => void
  /** The server refused a wish. */
  readonly onRefused: () => void
}

export const createOutbox = (options: OutboxOptions): Outbox => {
  const { file, store, attention, onChange, onRefused } = options
  const intents = prepareIntentTable(file)
  const rebase = createRebase(options, intents)
  const identity = createClientIdentity(file, intents)
  return {
    ...identity,
    enqueue: createEnqueue(options, intents, rebase),
    unsent: (limit) => intents.pending(limit).map((row) => ({ ...row, args: JSON.parse(row.args) as unknown })),
    waiting: intents.waiting,
    awaitsEffect: () => {
      const first = intents.firstNo()
      return first !== undefined && first <= identity.sentNo()
    },
    count: intents.count,
    pendingOn: (entity, target) => intents.of(entity, target).map(({ name }) => name),
    settledNo: () => {
      const first = intents.firstNo()
      return first === undefined ? intents.lastGivenNo() : first - 1
    },
    markApplied: (nos) => {
      if (nos.length === 0) return
      // One commit waits for the disk once; five hundred of them would take seconds.
      file
        .transaction(() => {
          for (const no of nos) intents.setApplied(no)
        })
        .immediate()
      onChange()
    },
    markRejected: (no, error, at) => {
      const row = intents.find(no)
      if (row === undefined) return
      file
        .transaction(() => {
          attention.add({ no, name: row.name, args: row.args, error, at })
          intents.remove(no)
        })
        .immediate()
      rebase(row.entity, row.target)
      onChange()
      onRefused()
    },
    settleApplied: (lastMutationNo) => {
      const done = intents.appliedUpTo(lastMutationNo)
      if (done.length === 0) return
      file.transaction(() => {
        for (const { no } of done) intents.remove(no)
      })()
      store.together(() => {
        for (const { entity, target } of done) rebase(entity, target)
      })
      onChange()
    },
    offerAgain: () => {
      intents.setAllPending()
    },
    rebasePending: (rows) => {
      // Nearly always nothing waits, and a first copy has very many rows.
      if (intents.firstNo() === undefined) return
      store.together(() => {
        for (const { entity, id } of rows) if (intents.of(entity, id).length > 0) rebase(entity, id)
      })
    },
    restore: () => {
      store.together(() => {
        for (const { entity, target } of intents.targets()) rebase(entity, target)
        // Rows whose last wish was settled just before the stop: with nothing pending they become the server's word.
        for (const { entity, id } of store.listKeptAside()) rebase(entity, id)
      })
    },
  }
}

const createEnqueue =
  (options: OutboxOptions, intents: IntentTable, rebase: Rebase): Outbox['enqueue'] =>
  (wishes, also = () => undefined) => {
    const { file, store, context, logger, onChange, onQueued } = options
    const effects: { readonly intent: AnyIntent; readonly id: string; readonly args: unknown }[] = []
    for (const { intent, args } of wishes) {
      const parsed = intent.parse(args)
      if (parsed === undefined) throw new Error(`arguments of ${intent.name} do not fit its schema`)
      const result = intent.run(store.findAny(intent.entity, parsed.id), parsed.args, context())
      if (!result.ok) return result
      effects.push({ intent, ...parsed })
    }
    const { now } = context()
    file
      .transaction(() => {
        for (const { intent, id, args } of effects) {
          intents.insert({ name: intent.name, entity: intent.entity.name, target: id, args: JSON.stringify(args) }, now)
        }
        also()
      })
      .immediate()
    // Durable from here on. A cache that cannot show it (a full disk) is put right by `restore()`; saying "not saved" would be a lie.
    try {
      store.together(() => {
        for (const { intent, id } of effects) rebase(intent.entity.name, id)
      })
    } catch (error) {
      logger.error({ bug: describeBug(error) }, 'pending view is behind the outbox')
    }
    onChange()
    onQueued()
    return ok(null)
  }
