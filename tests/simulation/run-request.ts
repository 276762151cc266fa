import type { Broken, InvariantName } from './invariants'
import type { Schedule } from './schedule'

/** One run that a worker is asked for. */
export interface RunRequest {
  readonly seed: number
  /** Undefined: the one that the seed means. */
  readonly schedule: Schedule | undefined
  /** Makes the schedule of a failure as short as it can be. */
  readonly shrinks: boolean
  /** Keeps every step as a line. */
  readonly traces: boolean
  /** Against the product's own server on a database in memory. */
  readonly slow: boolean
}

export interface RunResult {
  readonly seed: number
  readonly steps: number
  readonly checks: Readonly<Record<InvariantName, number>>
  readonly broken: Broken | undefined
  readonly traceHash: string
  readonly stepsOf: { readonly desks: readonly number[]; readonly server: number }
  /** Only of a failure. */
  readonly schedule: Schedule | undefined
  readonly lines: readonly string[]
}
