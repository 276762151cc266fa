import { AppFailure, type AppError } from '../../../shared/kernel/result'
import { describeBug } from '../../../shared/node/describe-bug'
import type { Clock } from '../../../shared/kernel/clock'
import type { Logger } from '../../../shared/node/logger'
import type { Exchange } from './exchange'
import type { LiveChannel } from './live-channel'
import { createPause, type Reason } from './pause'
import type { Monotonic, Random, Timers } from './ports'
import { createRetryPace } from './retry-pace'
import type { SelfCheck } from './self-check'
import { createShownState, type SyncState } from './shown-state'
import type { Storingen } from './storingen'
import { createWatchdog } from './watchdog'

/** Keeps desk and server together for as long as it runs: one conversation at a time, again whenever there is a reason. */
export interface SyncLoop {
  readonly start: () => void
  /** There is something to tell or to fetch: now, not at the next planned moment. */
  readonly nudge: () => void
  /** Something came from the server that only a pull can tell: soon, unless the server asked for rest. */
  readonly news: () => void
  /** After sleep or a change of network: nothing that was open can be trusted. Opens everything again, at once. */
  readonly reconnect: () => void
  /** Compares what lies here with the server as soon as nothing is pending. */
  readonly check: () => void
  readonly state: () => SyncState
  readonly close: () => Promise<void>
}

interface SyncLoopOptions {
  readonly exchange: Pick<Exchange, 'greet' | 'exchange' | 'takeDelta'>
  readonly live: LiveChannel
  readonly selfCheck: Pick<SelfCheck, 'request'>
  readonly storingen: Pick<Storingen, 'add'>
  /** Changes whenever the oldest work that waits for the server gets further; undefined when nothing waits. */
  readonly waitingFor: () => string | undefined
  readonly clock: Clock
  readonly monotonic: Monotonic
  readonly timers: Timers
  readonly random: Random
  readonly logger: Logger
  readonly onState: () => void
  /** An administrator withdrew this device. The loop has ended. */
  readonly onRevoked: () => void
}

interface Wait {
  readonly milliseconds: number
  readonly endedBy: Reason
}

// With a live channel the plain question is only a safety net; without one it is all there is.
const pollWithLiveMs = 15_000
const pollWithoutLiveMs = 2_000
// The server could not decide on a wish (it clashed with others too often): soon again, but not all desks at once.
const undecidedMs = 1_000
// A pull tells of rights that shrank and never of rights that grew, and the frame that does can be lost: so ask again now and then.
const greetEveryMs = 120_000
// Rest that a busy server asks for and that nobody notices. Longer than this and the screen says why nothing comes in.
const unnoticedRestMs = 5_000
// A channel that ends may be a server that ends: find out soon, but not all desks in the same instant.
const lostChannelMs = 500

export const createSyncLoop = (options: SyncLoopOptions): SyncLoop => {
  const { exchange, live, selfCheck, storingen, clock, timers, random, logger } = options
  const shown = createShownState(clock, options.onState)
  const pause = createPause(timers)
  const pace = createRetryPace(options)
  let greeted = false
  let greetedAt = 0
  let closed = false
  let lastTrouble: string | undefined
  let running: Promise<void> | undefined

  const restFor = (busy: Extract<AppError, { code: 'busy' }>): Wait => {
    const milliseconds = pace.afterBusy(busy)
    const { staat } = shown.state()
    const isConnected = staat === 'verbonden' || staat === 'traag'
    if (isConnected && milliseconds > unnoticedRestMs) shown.show('traag', busy)
    return { milliseconds, endedBy: 'now' }
  }
  const handleFailure = (error: unknown): Wait => {
    const reason = error instanceof AppFailure ? error.error : undefined
    // Nothing but the server's own words or silence is expected here; the rest is a bug that must not end the loop.
    if (reason === undefined) logger.error({ bug: describeBug(error) }, 'sync failed')
    const code = reason?.code ?? 'internal'
    // An hour without a network is one line, not a hundred.
    if (code !== lastTrouble) storingen.add(code)
    lastTrouble = code
    if (reason?.code === 'busy') return restFor(reason)
    greeted = false
    shown.show('geen', reason === undefined || reason.code === 'offline' ? null : reason)
    if (reason?.code === 'device_revoked') {
      end()
      options.onRevoked()
    }
    return { milliseconds: pace.afterFailure(), endedBy: 'work' }
  }

  const waitAfter = (decided: boolean): Wait => {
    if (!decided) return { milliseconds: (0.25 + random()) * undecidedMs, endedBy: 'now' }
    return { milliseconds: live.isOpen() ? pollWithLiveMs : pollWithoutLiveMs, endedBy: 'news' }
  }

  const greetOnce = async (): Promise<void> => {
    if (greeted && options.monotonic() - greetedAt < greetEveryMs) return
    // Before the call: rights that change while it is under way ask for another one.
    greeted = true
    greetedAt = options.monotonic()
    try {
      await exchange.greet()
    } catch (error) {
      greeted = false
      throw error
    }
  }

  /** One conversation; answers how long to wait for the next. */
  const turn = async (): Promise<Wait> => {
    try {
      await greetOnce()
      live.ensureOpen()
      const decided = await exchange.exchange()
      live.tellAt()
      pace.succeeded()
      lastTrouble = undefined
      shown.contact()
      shown.show(live.isOpen() ? 'verbonden' : 'traag', null)
      return waitAfter(decided)
    } catch (error) {
      return handleFailure(error)
    }
  }

  const run = async (): Promise<void> => {
    while (!closed) {
      pause.begin()
      const { milliseconds, endedBy } = await turn()
      await pause.until(milliseconds, endedBy)
    }
  }
  const news = (): void => {
    pause.end('news')
  }
  const reconnect = (): void => {
    greeted = false
    live.reconnect()
    pause.end('now')
  }
  const watchdog = createWatchdog({
    timers,
    waitingFor: () => (shown.state().staat === 'geen' ? undefined : options.waitingFor()),
    onStuck: () => {
      logger.warn({}, 'pending work makes no progress, connecting again')
      storingen.add('geen_voortgang')
      reconnect()
    },
  })
  const end = (): void => {
    closed = true
    watchdog.close()
    live.close()
    pause.end('now')
  }

  live.listen({
    onOpen: () => {
      const { staat, reden } = shown.state()
      // A channel does not end the rest that a busy server asked for.
      if (staat === 'traag' && reden === null) shown.show('verbonden', null)
      news()
    },
    onPoke: news,
    onDelta: exchange.takeDelta,
    onRehello: () => {
      greeted = false
      news()
    },
    onDrain: (retryAfterMs) => {
      timers.after(retryAfterMs, news)
    },
    onClose: () => {
      timers.after(random() * lostChannelMs, news)
    },
  })

  return {
    start: () => {
      if (running !== undefined) return
      watchdog.start()
      running = run()
    },
    nudge: () => {
      pause.end('work')
    },
    news,
    reconnect,
    check: () => {
      selfCheck.request()
      pause.end('work')
    },
    state: shown.state,
    close: async () => {
      end()
      await running
    },
  }
}
