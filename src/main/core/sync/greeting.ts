import type { Logger } from '../../../shared/node/logger'
import { deskLimitsSchema, type DeskLimits } from '../../../shared/sync-protocol/hello'
import { minimumProtocolVersion, protocolVersion } from '../../../shared/sync-protocol/protocol-version'
import type { AttentionList } from './attention'
import type { Outbox } from './outbox'
import type { ServerLink } from './ports'
import type { Replica } from './replica'
import type { TouchedRow } from './replica-tables'
import type { ServerTime } from './server-time'

interface GreetingOptions {
  readonly link: ServerLink
  readonly replica: Replica
  readonly outbox: Outbox
  readonly attention: Pick<AttentionList, 'forgetStates'>
  readonly serverTime: ServerTime
  readonly meta: {
    readonly readMeta: (key: string) => string | undefined
    readonly writeMeta: (key: string, value: string) => void
  }
  readonly appVersion: string
  readonly logger: Logger
}

/** Who we are, what we may hold, and what must go. */
export interface Greeting {
  readonly greet: (rowsChanged: (rows: readonly TouchedRow[]) => void) => Promise<void>
  /** The version of the messages; null before the first contact of this session. */
  readonly protocol: () => number | null
  /** What the gemeente asks of this desk, also while there is no contact. */
  readonly limits: () => DeskLimits | undefined
}

const limitsKey = 'limits'

export const createGreeting = (options: GreetingOptions): Greeting => {
  const { link, replica, outbox, attention, serverTime, meta, appVersion, logger } = options
  let protocol: number | null = null
  let statesChecked = false
  let limits = readLimits(meta.readMeta(limitsKey))

  const hello = () =>
    link.hello({
      clientId: outbox.clientId(),
      protocol: { min: minimumProtocolVersion, max: protocolVersion },
      appVersion,
      settledNo: outbox.settledNo(),
      holds: [...replica.scopes()],
    })
  const greet: Greeting['greet'] = async (rowsChanged) => {
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
    serverTime.observe(answer.serverTime)
    protocol = answer.protocol
    if (answer.limits !== undefined && JSON.stringify(answer.limits) !== JSON.stringify(limits)) {
      limits = answer.limits
      meta.writeMeta(limitsKey, JSON.stringify(limits))
    }
    const lost = replica.scopes().filter((scope) => !answer.scopes.includes(scope))
    await purge([...new Set([...answer.purges, ...lost])], answer.purges, rowsChanged)
    takeEpoch(answer.epoch)
    replica.holdScopes(answer.scopes)
  }
  /** Dying anywhere in here is harmless: the server repeats the order until it has the receipt. */
  const purge = async (
    scopes: readonly string[],
    ordered: readonly string[],
    rowsChanged: (rows: readonly TouchedRow[]) => void,
  ): Promise<void> => {
    // Also once without an order: rows go in other ways too, and before this start.
    if (scopes.length === 0 && statesChecked) return
    rowsChanged(replica.purge(scopes))
    const forgotten = attention.forgetStates()
    statesChecked = true
    if (scopes.length === 0) return
    const gone = replica.emptyLog() && forgotten
    if (!gone) logger.warn({ scopes: scopes.length }, 'purged rows still lie in a log of this desk')
    if (gone && ordered.length > 0) await link.purged({ clientId: outbox.clientId(), scopes: [...ordered] })
  }
  const takeEpoch = (epoch: string): void => {
    const known = replica.epoch()
    if (known === epoch) return
    if (known !== undefined) logger.warn({ known, found: epoch }, 'server has another epoch, copying everything again')
    outbox.offerAgain()
    replica.startEpoch(epoch)
  }
  return { greet, protocol: () => protocol, limits: () => limits }
}

const readLimits = (text: string | undefined): DeskLimits | undefined =>
  text === undefined ? undefined : deskLimitsSchema.safeParse(JSON.parse(text)).data
