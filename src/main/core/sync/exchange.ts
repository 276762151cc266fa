import { AppFailure } from '../../../shared/kernel/result'
import type { Clock, Instant } from '../../../shared/kernel/clock'
import type { Logger } from '../../../shared/node/logger'
import { maxPushedIntents } from '../../../shared/sync-protocol/push'
import { createDeltaGate } from './delta-gate'
import { copyScope } from './first-copy'
import type { Greeting } from './greeting'
import type { Delta } from './live-channel'
import type { Outbox } from './outbox'
import type { ServerLink } from './ports'
import { toPush } from './push-batch'
import type { Replica } from './replica'
import type { TouchedRow } from './replica-tables'
import type { SelfCheck } from './self-check'
import type { ServerTime } from './server-time'

/** One full conversation with the server, from greeting to "nothing new". Every step may be cut off and simply done again. */
export interface Exchange {
  /** Says who we are; learns epoch and scopes, erases what must go. Before the first conversation, when rights may have changed, and now and then. */
  readonly greet: () => Promise<void>
  /** Offers what is pending, copies what is missing, takes what is new. False when the server could not decide everything now. */
  readonly exchange: () => Promise<boolean>
  /** Takes what the live channel brings, at once or after the conversation that is under way. */
  readonly takeDelta: (delta: Delta) => void
  /** When everything held here was up to date for the last time in this session. */
  readonly updatedAt: () => Instant | undefined
}

interface ExchangeOptions {
  readonly link: ServerLink
  readonly replica: Replica
  readonly outbox: Outbox
  readonly greeting: Greeting
  readonly selfCheck: SelfCheck
  readonly serverTime: ServerTime
  readonly clock: Clock
  readonly logger: Logger
  /** Names of the entities whose rows changed. */
  readonly onRows: (entities: ReadonlySet<string>) => void
  /** A delta did not fit: there is something to pull. */
  readonly onMissed: () => void
}

export const createExchange = (options: ExchangeOptions): Exchange => {
  const { replica, outbox, greeting, onRows, onMissed, logger } = options
  const rowsChanged: RowsChanged = (rows) => {
    if (rows.length === 0) return
    outbox.rebasePending(rows)
    onRows(new Set(rows.map(({ entity }) => entity)))
  }
  const deltas = createDeltaGate({ replica, outbox, rowsChanged, onMissed, logger })
  let updatedAt: Instant | undefined
  return {
    greet: () => deltas.holdDuring(() => greeting.greet(rowsChanged)),
    exchange: () =>
      deltas.holdDuring(async () => {
        try {
          const decided = await converse(options, rowsChanged)
          updatedAt = options.serverTime.now() ?? options.clock.now()
          return decided
        } catch (error) {
          // Our cursors mean nothing to the server any more: copy everything again. The outbox keeps what it holds.
          if (error instanceof AppFailure && error.error.code === 'resync_required') replica.restartScopes()
          throw error
        }
      }),
    takeDelta: deltas.take,
    updatedAt: () => updatedAt,
  }
}

type RowsChanged = (rows: readonly TouchedRow[]) => void

const converse = async (options: ExchangeOptions, rowsChanged: RowsChanged): Promise<boolean> => {
  const { link, replica, outbox } = options
  const betweenParts = async (): Promise<void> => {
    if (outbox.unsent(1).length > 0) await pushAll(options)
  }
  // Promises first: a first copy over a slow line takes its time.
  const decided = await pushAll(options)
  do {
    for (const scope of replica.incompleteScopes()) {
      await copyScope({ link, replica, rowsChanged, betweenParts }, scope)
    }
  } while ((await pullAll(options, rowsChanged)) === 'copy_again')
  return decided
}

const requireEpoch = (replica: Replica): string => {
  const epoch = replica.epoch()
  if (epoch === undefined) throw new AppFailure({ code: 'resync_required' })
  return epoch
}

/** False when the server could not decide on a wish now. */
const pushAll = async ({ link, replica, outbox, clock }: ExchangeOptions): Promise<boolean> => {
  for (;;) {
    const intents = toPush(outbox.unsent(maxPushedIntents))
    const last = intents.at(-1)
    if (last === undefined) return true
    outbox.markSent(last.no)
    const { outcomes } = await link.push({ clientId: outbox.clientId(), epoch: requireEpoch(replica), intents })
    // An answer that decides nothing would make this loop spin.
    if (outcomes.length === 0) return false
    outbox.markApplied(outcomes.filter(({ kind }) => kind === 'applied').map(({ no }) => no))
    for (const outcome of outcomes) {
      if (outcome.kind === 'rejected') outbox.markRejected(outcome.no, outcome.error, clock.now())
    }
    if (outcomes.some(({ kind }) => kind === 'retry')) return false
  }
}

const pullAll = async (options: ExchangeOptions, rowsChanged: RowsChanged): Promise<'done' | 'copy_again'> => {
  const { link, replica, outbox, selfCheck, serverTime, clock } = options
  for (;;) {
    const cursors = [...replica.cursors()]
    if (cursors.length === 0) return 'done'
    const check = selfCheck.isDue() && outbox.count() === 0
    const diverged = [...selfCheck.unreported()]
    const page = await link
      .pull({
        clientId: outbox.clientId(),
        epoch: requireEpoch(replica),
        cursors,
        ...(check ? { check } : {}),
        ...(diverged.length === 0 ? {} : { diverged }),
      })
      .catch((error: unknown) => {
        if (check) selfCheck.failed()
        throw error
      })
    selfCheck.reported()
    if (page.serverTime !== undefined) serverTime.observe(page.serverTime)
    const touched = replica.applyPage(page.rows, page.cursors)
    // Before the view is derived again: wishes whose effect is in this page need no second run.
    if (!page.more) outbox.settleApplied(page.lastMutationNo)
    rowsChanged(touched)
    if (page.more) continue
    if (page.sums === undefined) return 'done'
    return selfCheck.compare(page.sums, serverTime.now() ?? clock.now()) ? 'copy_again' : 'done'
  }
}
