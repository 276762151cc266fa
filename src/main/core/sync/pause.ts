import type { Timers } from './ports'

/** Waiting that a good enough reason may end. */
export interface Pause {
  /** From here on reasons count for the next `until`: one that came during a turn is not lost. */
  readonly begin: () => void
  readonly end: (reason: Reason) => void
  /** Waits; only reasons of at least this weight end it. */
  readonly until: (milliseconds: number, endedBy: Reason) => Promise<void>
}

/** `news` = the live channel says that there is something; `work` = the user has something to send; `now` = do not wait, whatever was asked. */
export type Reason = 'news' | 'work' | 'now'

const weights: Readonly<Record<Reason, number>> = { news: 1, work: 2, now: 3 }

export const createPause = (timers: Timers): Pause => {
  let heaviest = 0
  let wake: ((weight: number) => void) | undefined
  return {
    begin: () => {
      heaviest = 0
    },
    end: (reason) => {
      heaviest = Math.max(heaviest, weights[reason])
      wake?.(heaviest)
    },
    until: (milliseconds, endedBy) =>
      heaviest >= weights[endedBy]
        ? Promise.resolve()
        : new Promise((resolve) => {
            const cancel = timers.after(milliseconds, () => {
              wake = undefined
              resolve()
            })
            wake = (weight) => {
              if (weight < weights[endedBy]) return
              wake = undefined
              cancel()
              resolve()
            }
          }),
  }
}
