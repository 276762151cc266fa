import type { Timers } from './ports'

interface WatchdogOptions {
  readonly timers: Timers
  /** Changes whenever the oldest work that waits gets further; undefined when nothing waits, or nothing could be done about it. */
  readonly waitingFor: () => string | undefined
  readonly onStuck: () => void
}

// Half the limit: work that came just after a look is found in time by the second next one.
const lookEveryMs = 15_000
const stuckAfterLooks = 2

/** Notices work that waits without getting further although there is a connection: whatever the cause, a fresh connection is the cure. */
export const createWatchdog = ({ timers, waitingFor, onStuck }: WatchdogOptions) => {
  let seen: string | undefined
  let looks = 0
  let cancel: (() => void) | undefined

  const look = (): void => {
    const now = waitingFor()
    looks = now !== undefined && now === seen ? looks + 1 : 0
    seen = now
    if (looks >= stuckAfterLooks) {
      looks = 0
      onStuck()
    }
    plan()
  }
  const plan = (): void => {
    cancel = timers.after(lookEveryMs, look)
  }
  return {
    start: plan,
    close: (): void => {
      cancel?.()
    },
  }
}
