import type { AppError } from '../../../shared/kernel/result'
import type { Monotonic, Random } from './ports'

/** How long to wait after a failure. */
export interface RetryPace {
  readonly afterFailure: () => number
  readonly afterBusy: (busy: Extract<AppError, { code: 'busy' }>) => number
  readonly succeeded: () => void
}

const baseMs = 500
const capMs = 30_000
const healthyAfterMs = 60_000
// What a desk waits longer than a busy server asked, at most: part of the time itself, so that a long queue is spread wider.
const busySpread = 0.5
const leastBusySpreadMs = 1_000
// A proxy that asks for an hour knows nothing of desks: longer than this nobody should be without what colleagues do.
const mostBusyMs = 5 * 60_000

/** Full jitter: five hundred desks that lost the same server must not come back in the same second. */
export const createRetryPace = ({
  random,
  monotonic,
}: {
  readonly random: Random
  readonly monotonic: Monotonic
}): RetryPace => {
  let failures = 0
  let healthySince: number | undefined
  return {
    afterFailure: () => {
      // A server that answers once and fails again is not back: only a minute without failures makes the next one a first one.
      if (healthySince !== undefined && monotonic() - healthySince >= healthyAfterMs) failures = 0
      healthySince = undefined
      const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(failures, 10))
      failures += 1
      return random() * ceiling
    },
    afterBusy: ({ retryAfterSeconds }) => {
      const asked = Math.min(mostBusyMs, retryAfterSeconds * 1000)
      return asked + random() * Math.max(leastBusySpreadMs, asked * busySpread)
    },
    succeeded: () => {
      healthySince ??= monotonic()
    },
  }
}
