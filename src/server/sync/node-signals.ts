import { describeBug } from '../../shared/node/describe-bug'
import type { Logger } from '../../shared/node/logger'
import type { Signals } from '../db/db'
import type { Changes } from './changes'
import type { Tailer } from './tail'

export interface NodeSignalsDeps {
  readonly signals: Signals
  readonly tenant: string
  readonly changes: Changes
  readonly tailer: Tailer
  readonly logger: Logger
}

// NOTIFY takes a lock over the whole database at commit: one for many commits, and never in a transaction that writes.
const coalesceMs = 20

/** Tells other nodes of this one's commits, and wakes the tailer at theirs. Returns what ends it. */
export const connectNodes = ({ signals, tenant, changes, tailer, logger }: NodeSignalsDeps): (() => Promise<void>) => {
  let waiting: NodeJS.Timeout | undefined
  let again = false

  const tell = (): void => {
    again = false
    // The first one goes at once; what comes within the time goes together at its end.
    waiting = setTimeout(() => {
      waiting = undefined
      if (again) tell()
    }, coalesceMs)
    signals.send(tenant).catch((error: unknown) => {
      logger.warn({ bug: describeBug(error) }, 'other nodes not told')
    })
  }

  const unsubscribe = changes.subscribe(() => {
    again = true
    if (waiting === undefined) tell()
  })
  const stop = signals.listen((message) => {
    if (message === undefined || message === tenant) tailer.wake()
  })
  return async () => {
    unsubscribe()
    clearTimeout(waiting)
    await stop()
  }
}
