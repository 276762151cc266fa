import type { Timers } from '../sync/ports'

/** Waiting for something that rows from the server will bring. */
export interface Arrivals {
  /** To be called whenever rows came in. */
  readonly rowsChanged: () => void
  /** Resolves when it is there, or after patience: the caller goes on either way. */
  readonly until: (isThere: () => boolean) => Promise<void>
}

// Long enough for a slow line; after it the answer is given, and the row follows when it comes.
const patienceMs = 5000

export const createArrivals = (timers: Timers): Arrivals => {
  const looks = new Set<() => void>()
  return {
    rowsChanged: () => {
      for (const look of [...looks]) look()
    },
    until: (isThere) =>
      new Promise((resolve) => {
        const done = (): void => {
          looks.delete(look)
          cancel()
          resolve()
        }
        const look = (): void => {
          if (isThere()) done()
        }
        const cancel = timers.after(patienceMs, done)
        looks.add(look)
        look()
      }),
  }
}
