import { AppFailure } from '../../../shared/kernel/result'
import type { Clock } from '../../../shared/kernel/clock'
import type { Logger } from '../../../shared/node/logger'
import { minimumProtocolVersion, protocolVersion } from '../../../shared/sync-protocol/protocol-version'
import { maxPushedIntents } from '../../../shared/sync-protocol/push'
import type { SnapshotLine } from '../../../shared/sync-protocol/snapshot'
import type { Outbox } from './outbox'
import type { ServerLink } from './ports'
import type { Replica } from './replica'
import type { TouchedRow } from './replica-tables'

/** One full conversation with the server, from greeting to "nothing new". Every step may be cut off and simply done again. */
export interface Exchange {
  /** Says who we are; learns epoch and scopes. Needed once per connection and when rights changed. */
  readonly greet: () => Promise<void>
  /** Copies what is missing, offers what is pending, takes what is new. */
  readonly exchange: () => Promise<void>
}

interface ExchangeOptions {
  readonly link: ServerLink
  readonly replica: Replica
  readonly outbox: Outbox
  readonly clock: Clock
  readonly appVersion: string
  readonly logger: Logger
  /** Names of the entities whose rows changed. */
  readonly onRows: (entities: ReadonlySet<string>) => void
}

// Large enough to be quick, small enough that a keystroke's write never waits noticeably behind it.
const snapshotPartRows = 250

export const createExchange = (options: ExchangeOptions): Exchange => {
  const { replica, outbox, onRows } = options
  const rowsChanged: RowsChanged = (rows) => {
    if (rows.length === 0) return
    for (const { entity, id } of rows) {
      if (outbox.pendingOn(entity, id).length > 0) outbox.rebase(entity, id)
    }
    onRows(new Set(rows.map(({ entity }) => entity)))
  }
  return {
    greet: () => greet(options, rowsChanged),
    exchange: async () => {
      try {
        // Promises first: a first copy over a slow line takes its time.
        await pushAll(options)
        for (const scope of replica.incompleteScopes()) await copyScope(options, scope, rowsChanged)
        await pullAll(options, rowsChanged)
      } catch (error) {
        // Our cursors mean nothing to the server any more: copy everything again. The outbox keeps what it holds.
        if (error instanceof AppFailure && error.error.code === 'resync_required') replica.restartScopes()
        throw error
      }
    },
  }
}

type RowsChanged = (rows: readonly TouchedRow[]) => void

const requireEpoch = (replica: Replica): string => {
  const epoch = replica.epoch()
  if (epoch === undefined) throw new AppFailure({ code: 'resync_required' })
  return epoch
}

const greet = async (options: ExchangeOptions, rowsChanged: RowsChanged): Promise<void> => {
  const { link, replica, outbox, appVersion, logger } = options
  const hello = () =>
    link.hello({
      clientId: outbox.clientId(),
      protocol: { min: minimumProtocolVersion, max: protocolVersion },
      appVersion,
      settledNo: outbox.settledNo(),
    })
  let answer = await hello()
  if (answer.lastMutationNo > outbox.sentNo()) {
    // This desk's file was put back from a copy: under its old name the server would take new wishes for repeats of others.
    logger.warn(
      { known: answer.lastMutationNo, own: outbox.sentNo() },
      'older copy of the outbox, going on as a new desk',
    )
    outbox.renewClient()
    answer = await hello()
  }
  const { epoch, scopes } = answer
  const known = replica.epoch()
  if (known !== epoch) {
    if (known !== undefined) logger.warn({ known, found: epoch }, 'server has another epoch, copying everything again')
    outbox.offerAgain()
    replica.startEpoch(epoch)
  }
  rowsChanged(replica.holdScopes(scopes))
}

const copyScope = async (options: ExchangeOptions, scope: string, rowsChanged: RowsChanged): Promise<void> => {
  const { link, replica } = options
  let cursor: string | undefined
  let complete = false
  let part: Extract<SnapshotLine, { kind: 'row' }>[] = []
  const storePart = (): void => {
    if (cursor === undefined) throw new AppFailure({ code: 'offline' })
    rowsChanged(replica.applySnapshotPart(scope, cursor, part))
    part = []
  }
  try {
    for await (const line of link.snapshot(scope, replica.snapshotKey(scope))) {
      if (line.kind === 'header') {
        if (line.epoch !== replica.epoch()) throw new AppFailure({ code: 'resync_required' })
        cursor = line.cursor
      } else if (line.kind === 'row') {
        part.push(line)
        if (part.length >= snapshotPartRows) storePart()
      } else {
        complete = true
      }
    }
  } finally {
    // Also when the line broke: what has come is kept, so that a slow line gets further with every attempt.
    if (part.length > 0) storePart()
  }
  // Without its last line a download was cut short; the next attempt goes on after what arrived.
  if (!complete || cursor === undefined) throw new AppFailure({ code: 'offline' })
  // An empty scope has no part that would have stored it.
  replica.applySnapshotPart(scope, cursor, [])
  rowsChanged(replica.finishSnapshot(scope))
}

const pushAll = async ({ link, replica, outbox, clock }: ExchangeOptions): Promise<void> => {
  for (;;) {
    const intents = outbox.unsent(maxPushedIntents).map(({ no, name, args }) => ({ no, name, args }))
    const last = intents.at(-1)
    if (last === undefined) return
    outbox.markSent(last.no)
    const { outcomes } = await link.push({ clientId: outbox.clientId(), epoch: requireEpoch(replica), intents })
    // An answer that decides nothing would make this loop spin.
    if (outcomes.length === 0) return
    for (const outcome of outcomes) {
      if (outcome.kind === 'applied') outbox.markApplied(outcome.no)
      else if (outcome.kind === 'rejected') outbox.markRejected(outcome.no, outcome.error, clock.now())
      else return
    }
  }
}

const pullAll = async ({ link, replica, outbox }: ExchangeOptions, rowsChanged: RowsChanged): Promise<void> => {
  for (;;) {
    const cursors = [...replica.cursors()]
    if (cursors.length === 0) return
    const page = await link.pull({ clientId: outbox.clientId(), epoch: requireEpoch(replica), cursors })
    rowsChanged(replica.applyPage(page.rows, page.cursors))
    if (!page.more) {
      outbox.settleApplied(page.lastMutationNo)
      return
    }
  }
}
