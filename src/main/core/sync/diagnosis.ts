import type { Controle } from '../../../shared/contract/verbinding'
import type { Instant } from '../../../shared/kernel/clock'
import type { Exchange } from './exchange'
import type { Greeting } from './greeting'
import type { WaitingIntent } from './intent-table'
import type { LiveChannel } from './live-channel'
import type { LiveTransport } from './ports'
import type { Replica } from './replica'
import type { ServerTime } from './server-time'
import type { Storing, Storingen } from './storingen'

/** Everything about the sync of this desk that helps to find out why something is late; no personal data besides scope keys. */
export interface Diagnosis {
  readonly protocol: number | null
  readonly kanaal: LiveTransport | 'geen'
  readonly delen: readonly {
    readonly scope: string
    readonly rijen: number
    /** Null while a copy of it is under way. */
    readonly bijgewerktOp: Instant | null
    readonly controle: Controle
    readonly gecontroleerdOp: Instant | null
  }[]
  readonly storingen: readonly Storing[]
}

interface DiagnosisOptions {
  readonly greeting: Pick<Greeting, 'protocol'>
  readonly live: Pick<LiveChannel, 'transport'>
  readonly replica: Pick<Replica, 'heldScopes'>
  readonly exchange: Pick<Exchange, 'updatedAt'>
  readonly serverTime: Pick<ServerTime, 'lastContact'>
  readonly storingen: Pick<Storingen, 'list'>
}

export const createDiagnosis =
  ({ greeting, live, replica, exchange, serverTime, storingen }: DiagnosisOptions) =>
  (): Diagnosis => {
    const updatedAt = exchange.updatedAt() ?? serverTime.lastContact() ?? null
    return {
      protocol: greeting.protocol(),
      kanaal: live.transport() ?? 'geen',
      delen: replica.heldScopes().map(({ scope, rijen, compleet, controle, gecontroleerdOp }) => ({
        scope,
        rijen,
        bijgewerktOp: compleet ? updatedAt : null,
        controle,
        gecontroleerdOp,
      })),
      storingen: storingen.list(),
    }
  }

/**
 * What the oldest waiting work is waiting for, as text that changes when it gets further. A wish that was done and only waits for its effect
 * says nothing during a copy, which takes as long as it takes.
 */
export const waitingFor = (waiting: readonly WaitingIntent[], copying: boolean): string | undefined => {
  const oldest = waiting.find(({ state }) => state === 'pending') ?? (copying ? undefined : waiting[0])
  return oldest === undefined ? undefined : `${String(oldest.no)} ${oldest.state}`
}
