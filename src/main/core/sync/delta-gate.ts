import { describeBug } from '../../../shared/node/describe-bug'
import type { Logger } from '../../../shared/node/logger'
import type { Delta } from './live-channel'
import type { Outbox } from './outbox'
import type { Replica } from './replica'
import type { TouchedRow } from './replica-tables'

interface DeltaGateOptions {
  readonly replica: Pick<Replica, 'at' | 'applyDelta'>
  readonly outbox: Pick<Outbox, 'awaitsEffect'>
  readonly rowsChanged: (rows: readonly TouchedRow[]) => void
  /** A delta did not fit: there is something to pull. */
  readonly onMissed: () => void
  readonly logger: Logger
}

/** Where what the live channel brings meets what was asked for. */
export interface DeltaGate {
  readonly take: (delta: Delta) => void
  readonly holdDuring: <Value>(conversation: () => Promise<Value>) => Promise<Value>
}

// More than this in one conversation: pulling is cheaper than keeping them.
const mostHeldDeltas = 200

/**
 * Deltas are applied only between conversations. During one they wait: the answer of a pull that was asked before a delta came would put cursors
 * and rows back, and a delta that brings the effect of an own wish before its outcome would show that wish twice. The same goes for a wish that
 * was sent and got no answer. What waited and no longer fits was nearly always in the pull itself; one more pull makes it certain.
 */
export const createDeltaGate = ({ replica, outbox, rowsChanged, onMissed, logger }: DeltaGateOptions): DeltaGate => {
  let conversations = 0
  let held: Delta[] = []
  let overflown = false

  const take = (delta: Delta): void => {
    if (conversations > 0) {
      if (held.length < mostHeldDeltas) held.push(delta)
      else overflown = true
      return
    }
    // The pull was earlier than the channel: nothing new.
    if (delta.to === replica.at()) return
    try {
      const touched = outbox.awaitsEffect() ? undefined : replica.applyDelta(delta)
      if (touched === undefined) onMissed()
      else rowsChanged(touched)
    } catch (error) {
      // A full disk, say. The pull meets it too, and there it has a place on the screen.
      logger.warn({ bug: describeBug(error) }, 'delta not applied')
      onMissed()
    }
  }
  const release = (): void => {
    // Deltas come in order: when the pull ended where one of them ends, it held everything up to there.
    const waited = held.slice(held.findLastIndex(({ to }) => to === replica.at()) + 1)
    const missed = overflown
    held = []
    overflown = false
    for (const delta of waited) take(delta)
    if (missed) onMissed()
  }
  return {
    take,
    holdDuring: async <Value>(conversation: () => Promise<Value>): Promise<Value> => {
      conversations += 1
      try {
        return await conversation()
      } finally {
        conversations -= 1
        if (conversations === 0) release()
      }
    },
  }
}
