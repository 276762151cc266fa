import type { AgentTransport, EventEnvelope } from '../../shared/contract/envelope'
import { transportStateEvent, type TransportState } from '../../shared/contract/transport-state'
import { millisecondsBetween, type Clock, type Instant } from '../../shared/kernel/clock'
import type { Logger } from '../../shared/node/logger'
import type { CoreStart } from '../core/core-start'
import { createProcessTransport } from '../transport/process-channel'
import type { CoreProcess } from './core-process'

interface SupervisedCoreOptions {
  readonly launch: () => CoreProcess
  readonly start: CoreStart
  readonly clock: Clock
  /** Runs something later, in milliseconds. */
  readonly later: (milliseconds: number, run: () => void) => void
  readonly logger: Logger
}

/** The core as a shell serves it: always answers, whatever happens to the process behind it. */
export interface SupervisedCore extends AgentTransport {
  /** The event that tells a page how the core is doing, for one that has just arrived. */
  readonly stateEvent: () => EventEnvelope
  /** Called when the core fell too often and is not started again by itself. */
  readonly onLost: (listener: () => void) => void
  /** A person says: try again. */
  readonly restart: () => void
  /** Resolves when the process has ended. Safe to call twice. */
  readonly close: () => Promise<void>
}

// One fall may be bad luck and is repaired before somebody notices; a core that falls again and again needs a person.
const pausesMs = [100, 500, 1000, 2000, 4000]
const countedMs = 60_000
// Closing two files takes milliseconds; a core that hangs must not keep the application open.
const stopPatienceMs = 5000

export const createSupervisedCore = (options: SupervisedCoreOptions): SupervisedCore => {
  const { clock, later, logger } = options
  const listeners = new Set<(event: EventEnvelope) => void>()
  const lostListeners = new Set<() => void>()
  const whenEnded = new Set<() => void>()
  let falls: readonly Instant[] = []
  let state: TransportState = 'open'
  let closing = false
  let child: CoreProcess | undefined
  let transport: AgentTransport

  const tell = (event: EventEnvelope): void => {
    for (const listener of listeners) listener(event)
  }
  const stateEvent = (): EventEnvelope => ({ event: transportStateEvent, payload: state })
  const enter = (next: TransportState): void => {
    state = next
    tell(stateEvent())
  }

  const launch = (): AgentTransport => {
    const launched = options.launch()
    child = launched
    const next = createProcessTransport(launched, options.start)
    next.onEvent(tell)
    launched.onExit(fell)
    return next
  }
  const relaunch = (): void => {
    if (closing || child !== undefined) return
    transport = launch()
    enter('open')
  }
  const fell = (): void => {
    child = undefined
    for (const ended of whenEnded) ended()
    if (closing) return
    const now = clock.now()
    falls = [...falls.filter((fall) => millisecondsBetween(fall, now) < countedMs), now]
    const pause = pausesMs[falls.length - 1]
    logger.error({ falls: falls.length }, 'core process ended')
    if (pause === undefined) {
      enter('lost')
      for (const listener of lostListeners) listener()
      return
    }
    enter('connecting')
    later(pause, relaunch)
  }

  transport = launch()

  return {
    request: async (envelope) => {
      const reply = await transport.request(envelope)
      // A page that was loaded after the fall has not heard of it; asking is when it finds out.
      if (state !== 'open') tell(stateEvent())
      return reply
    },
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stateEvent,
    onLost: (listener) => {
      lostListeners.add(listener)
    },
    restart: () => {
      falls = []
      relaunch()
    },
    close: () => {
      closing = true
      const last = child
      if (last === undefined) return Promise.resolve()
      return new Promise((resolve) => {
        whenEnded.add(resolve)
        last.stop()
        later(stopPatienceMs, last.kill)
      })
    },
  }
}
