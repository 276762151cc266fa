/** The promises of docs/sync-keeping.md; each is checked all the time and named in what a run reports. */
export const invariantNames = [
  'no-acknowledged-write-lost',
  'exactly-once',
  'single-holder',
  'convergence',
  'no-leak',
  'cursor-and-view',
  /** Nothing threw that should not have. */
  'no-bug',
] as const
export type InvariantName = (typeof invariantNames)[number]

export interface Broken {
  readonly invariant: InvariantName
  readonly detail: string
}

/** Counts every look at an invariant and keeps the first that does not hold. */
export interface Invariants {
  readonly check: (name: InvariantName, holds: boolean, detail: () => string) => void
  readonly counts: () => Readonly<Record<InvariantName, number>>
  readonly broken: () => Broken | undefined
}

export const createInvariants = (): Invariants => {
  const counts: Record<InvariantName, number> = {
    'no-acknowledged-write-lost': 0,
    'exactly-once': 0,
    'single-holder': 0,
    convergence: 0,
    'no-leak': 0,
    'cursor-and-view': 0,
    'no-bug': 0,
  }
  let broken: Broken | undefined
  return {
    check: (name, holds, detail) => {
      counts[name] += 1
      if (!holds) broken ??= { invariant: name, detail: detail() }
    },
    counts: () => counts,
    broken: () => broken,
  }
}
