import type { Timers } from '../../src/main/core/sync/ports'

/** Timers that run when a test says that time passes. */
export const createManualTimers = (): Timers & {
  /** Runs what is due within so many milliseconds, in order, and lets promises settle after each. */
  readonly pass: (milliseconds: number) => Promise<void>
  /** How long until each waiting timer. */
  readonly waiting: () => readonly number[]
  /** Milliseconds that have passed. */
  readonly now: () => number
} => {
  let now = 0
  let due: { readonly at: number; readonly run: () => void }[] = []
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  return {
    after: (milliseconds, run) => {
      const timer = { at: now + milliseconds, run }
      due.push(timer)
      return () => {
        due = due.filter((other) => other !== timer)
      }
    },
    pass: async (milliseconds) => {
      const end = now + milliseconds
      await settle()
      for (;;) {
        const [next] = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        due = due.filter((other) => other !== next)
        now = next.at
        next.run()
        await settle()
      }
      now = end
    },
    now: () => now,
    waiting: () => due.map(({ at }) => at - now).sort((a, b) => a - b),
  }
}
