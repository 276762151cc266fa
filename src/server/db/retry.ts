import { sqlStateOf } from './db'

const maxAttempts = 5

/**
 * Clashes that PostgreSQL asks to try again: serialization failure, deadlock, and two desks that created the same id at the same
 * moment (the second try then sees the row).
 */
const retryable = new Set(['40001', '40P01', '23505'])

export const isClash = (error: unknown): boolean => retryable.has(sqlStateOf(error) ?? '')

/** Runs a transaction again after a clash, a bounded number of times, so that a real fault still surfaces. */
export const retryClashes = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (tried === maxAttempts || !isClash(error)) throw error
      // Growing and random, so that two transactions that clashed do not meet again at once.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** tried))
    }
  }
}
