/** What a commit touched, for whoever wants to know at once. */
export interface Commit {
  readonly scopes: ReadonlySet<string>
}

export interface Changes {
  readonly publish: (commit: Commit) => void
  /** Returns the function that ends the subscription. */
  readonly subscribe: (listener: (commit: Commit) => void) => () => void
}

/** One server's own news. Correctness never depends on it: a desk that hears nothing still pulls. */
export const createChanges = (): Changes => {
  const listeners = new Set<(commit: Commit) => void>()
  return {
    publish: (commit) => {
      if (commit.scopes.size > 0) for (const listener of listeners) listener(commit)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
