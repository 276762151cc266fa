import { systemTimers } from '../../src/main/core/sync/ports'

/** Chance that can be had again: `FAULT_SEED` repeats a run as far as real processes allow. */
export interface Chance {
  readonly next: () => number
  readonly below: (limit: number) => number
  readonly pick: <T>(choices: readonly T[]) => T | undefined
}

export const faultSeed = (): number => Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** mulberry32: small, quick, and the same everywhere. */
export const createChance = (seed: number): Chance => {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    pick: (choices) => choices[Math.floor(next() * choices.length)],
  }
}

/** The moment at which something strikes. Nothing is waited for with it: what should become true is asked for. */
export const momentsLater = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void systemTimers.after(milliseconds, resolve))
