import type { VerbindingStatus } from '../../../shared/contract/verbinding'
import type { Clock } from '../../../shared/kernel/clock'
import { AppFailure, type AppError } from '../../../shared/kernel/result'
import { describeBug } from '../../../shared/node/describe-bug'
import type { Logger } from '../../../shared/node/logger'
import type { Exchange } from './exchange'
import type { LiveChannel } from './live-channel'
import type { Random, Timers } from './ports'

/** Keeps desk and server together for as long as it runs: one conversation at a time, again whenever there is a reason. */
export interface SyncLoop {
  readonly start: () => void
  /** There is something to tell or to fetch: now, not at the next planned moment. */
  readonly nudge: () => void
  readonly state: () => SyncState
  readonly close: () => Promise<void>
}

export type SyncState = Pick<VerbindingStatus, 'staat' | 'sinds' | 'laatsteContact' | 'reden'>

interface SyncLoopOptions {
  readonly exchange: Exchange
  readonly live: LiveChannel
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly logger: Logger
  readonly onState: () => void
}

// With a live socket the plain question is only a safety net; without one it is all there is.
const pollWithLiveMs = 15_000
const pollWithoutLiveMs = 2_000
const backoffBaseMs = 500
const backoffCapMs = 30_000

export const createSyncLoop = (options: SyncLoopOptions): SyncLoop => {
  const { exchange, live, clock, timers, random, logger } = options
  const shown = createShownState(clock, options.onState)
  const pause = createPause(timers)
  let greeted = false
  let failures = 0
  let closed = false
  let running: Promise<void> | undefined

  const handleFailure = (error: unknown): number => {
    const reason = error instanceof AppFailure ? error.error : undefined
    // Nothing but the server's own words or silence is expected here; the rest is a bug that must not end the loop.
    if (reason === undefined) logger.error({ bug: describeBug(error) }, 'sync failed')
    greeted = false
    failures += 1
    shown.show('geen', reason === undefined || reason.code === 'offline' ? null : reason)
    // Full jitter: five hundred desks that lost the same server must not come back in the same second.
    return random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** Math.min(failures, 10))
  }

  /** One conversation; answers how long to wait for the next. */
  const turn = async (): Promise<number> => {
    try {
      if (!greeted) await exchange.greet()
      greeted = true
      live.ensureOpen()
      await exchange.exchange()
    } catch (error) {
      return handleFailure(error)
    }
    failures = 0
    shown.contact()
    shown.show(live.isOpen() ? 'verbonden' : 'traag', null)
    return live.isOpen() ? pollWithLiveMs : pollWithoutLiveMs
  }

  const run = async (): Promise<void> => {
    while (!closed) {
      pause.begin()
      await pause.until(await turn())
    }
  }

  live.listen({
    onOpen: () => {
      if (shown.state().staat === 'traag') shown.show('verbonden', null)
      pause.end()
    },
    onPoke: pause.end,
    onRehello: () => {
      greeted = false
      pause.end()
    },
    // The server may be gone: find out now, so that the words on screen are true within a second.
    onClose: pause.end,
  })

  return {
    start: () => {
      running ??= run()
    },
    nudge: pause.end,
    state: shown.state,
    close: async () => {
      closed = true
      live.close()
      pause.end()
      await running
    },
  }
}

/** What the screen says about the connection; tells when it changes. */
const createShownState = (clock: Clock, onState: () => void) => {
  let state: SyncState = { staat: 'verbinden', sinds: clock.now(), laatsteContact: null, reden: null }
  return {
    state: () => state,
    contact: (): void => {
      state = { ...state, laatsteContact: clock.now() }
    },
    show: (staat: SyncState['staat'], reden: AppError | null): void => {
      if (state.staat === staat && state.reden?.code === reden?.code) return
      state = { ...state, staat, reden, sinds: clock.now() }
      onState()
    },
  }
}

/** Waiting that anyone may end. An `end` between `begin` and `until` counts: a reason that came during a turn is not lost. */
const createPause = (timers: Timers) => {
  let ended = false
  let wake: (() => void) | undefined
  return {
    begin: (): void => {
      ended = false
    },
    end: (): void => {
      ended = true
      wake?.()
    },
    until: (milliseconds: number): Promise<void> =>
      ended
        ? Promise.resolve()
        : new Promise((resolve) => {
            const cancel = timers.after(milliseconds, resolve)
            wake = () => {
              wake = undefined
              cancel()
              resolve()
            }
          }),
  }
}
