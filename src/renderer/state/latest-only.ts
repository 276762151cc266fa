/** Work of which only the newest request matters. */
export interface LatestOnly<Input> {
  readonly run: (input: Input) => void
  /** Resolves when nothing runs or waits any more. */
  readonly settled: () => Promise<void>
}

/**
 * Runs one at a time, at once; of everything asked meanwhile only the newest runs next. So fast typing neither waits for a timer nor
 * piles up requests, and an old answer can never overtake a new one.
 */
export const latestOnly = <Input>(work: (input: Input) => Promise<void>): LatestOnly<Input> => {
  let next: { readonly input: Input } | undefined
  let running: Promise<void> | undefined

  const drain = async (): Promise<void> => {
    try {
      while (next !== undefined) {
        const { input } = next
        next = undefined
        await work(input)
      }
    } finally {
      running = undefined
    }
  }

  return {
    run: (input) => {
      next = { input }
      running ??= drain()
    },
    settled: () => running ?? Promise.resolve(),
  }
}
