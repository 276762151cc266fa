import type { Instant } from '../../../shared/kernel/clock'
import type { Logger } from '../../../shared/node/logger'
import type { DeskLimits } from '../../../shared/sync-protocol/hello'
import type { ScopeSum } from '../../../shared/sync-protocol/pull'
import type { Monotonic, Random } from './ports'
import type { Replica } from './replica'

interface SelfCheckOptions {
  readonly replica: Replica
  readonly limits: () => DeskLimits | undefined
  readonly monotonic: Monotonic
  readonly random: Random
  readonly logger: Logger
  /** Something was lost: this must never happen, and somebody should know when it does. */
  readonly onDiverged: () => void
}

/** Compares now and then what lies here with what the server has. Finds what no test foresaw, and repairs it. */
export interface SelfCheck {
  /** Whether the next quiet pull should ask for sums. */
  readonly isDue: () => boolean
  /** The next quiet pull asks for sums. */
  readonly request: () => void
  /** Compares, at the cursors of the sums. Scopes that differ are to be copied again; answers whether there are any. */
  readonly compare: (theirs: readonly ScopeSum[], at: Instant) => boolean
  /** The pull that asked for sums had no answer: the next ones do without, so that a comparison that is too much never stands in their way. */
  readonly failed: () => void
  /** Scopes that differed and of which the server does not know it yet. */
  readonly unreported: () => readonly string[]
  readonly reported: () => void
}

const restAfterFailureMs = 60_000

export const createSelfCheck = (options: SelfCheckOptions): SelfCheck => {
  const { replica, limits, monotonic, random, logger, onDiverged } = options
  const started = monotonic()
  // Spread by chance: five hundred desks that start at eight must not all ask in the same minute.
  const share = random()
  let last: number | undefined
  let requested = false
  let restsUntil = started
  let unreported: readonly string[] = []

  return {
    isDue: () => {
      const seconds = limits()?.checkSeconds
      if (monotonic() < restsUntil) return false
      if (requested) return true
      if (seconds === undefined) return false
      const periodMs = seconds * 1000
      return monotonic() >= (last === undefined ? started + share * periodMs : last + periodMs)
    },
    request: () => {
      requested = true
    },
    compare: (theirs, at) => {
      last = monotonic()
      requested = false
      const differing = scopesThatDiffer(replica.sums(), theirs)
      const held = replica.cursors().map(({ scope }) => scope)
      for (const scope of held) replica.markChecked(scope, differing.has(scope) ? 'hersteld' : 'klopt', at)
      const diverged = held.filter((scope) => differing.has(scope))
      if (diverged.length === 0) return false
      logger.error({ scopes: diverged.length }, 'copy differs from the server, copying it again')
      replica.restartScopes(diverged)
      unreported = diverged
      onDiverged()
      return true
    },
    failed: () => {
      restsUntil = monotonic() + restAfterFailureMs
    },
    unreported: () => unreported,
    reported: () => {
      unreported = []
    },
  }
}

const scopesThatDiffer = (ours: readonly ScopeSum[], theirs: readonly ScopeSum[]): ReadonlySet<string> => {
  const lines = (sums: readonly ScopeSum[]) =>
    new Map(sums.map((sum) => [JSON.stringify([sum.scope, sum.entity, sum.rows, sum.sum]), sum.scope]))
  const [mine, other] = [lines(ours), lines(theirs)]
  const missing = [...mine].filter(([line]) => !other.has(line))
  const extra = [...other].filter(([line]) => !mine.has(line))
  return new Set([...missing, ...extra].map(([, scope]) => scope))
}
