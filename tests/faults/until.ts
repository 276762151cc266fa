import { momentsLater } from './chance'

interface Patience {
  /** For the message when it does not come. */
  readonly what: string
  readonly timeout?: number
}

/** Waits for what should become true; also usable by tests that run side by side. */
export const until = async (look: () => Promise<boolean>, { what, timeout = 40_000 }: Patience): Promise<void> => {
  const begun = performance.now()
  while (!(await look())) {
    if (performance.now() - begun > timeout) throw new Error(`did not come within ${timeout} ms: ${what}`)
    await momentsLater(20)
  }
}
