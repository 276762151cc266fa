import type { Clock, Instant } from '../../../shared/kernel/clock'

/** Something that went wrong in this session: when and what, never about whom. */
export interface Storing {
  readonly op: Instant
  readonly code: string
}

/** The last few, so that a screen can show what a colleague would otherwise have to describe over the telephone. */
export interface Storingen {
  readonly add: (code: string) => void
  /** Newest first. */
  readonly list: () => readonly Storing[]
}

const mostKept = 20

export const createStoringen = (clock: Clock): Storingen => {
  let kept: readonly Storing[] = []
  return {
    add: (code) => {
      kept = [{ op: clock.now(), code }, ...kept].slice(0, mostKept)
    },
    list: () => kept,
  }
}
