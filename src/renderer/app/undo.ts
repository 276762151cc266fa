import type { Notifier, Toast } from '../state/notifier'

/** What was done last and can be undone: by its message as long as that is there, and by the key also after that. */
export interface Undo {
  readonly isPossible: () => boolean
  /** Undoes the newest thing that is not undone yet. */
  readonly run: () => Promise<void>
  /** Passes messages on, and remembers what they offer to undo. */
  readonly notifier: Notifier
}

const maxRemembered = 20

/** `keys` tells an offer to undo from other things a message can offer. */
export const createUndo = (notifier: Notifier, keys: string): Undo => {
  let offered: readonly (() => Promise<void>)[] = []

  const remember = (run: () => void | Promise<void>): (() => Promise<void>) => {
    const once = async (): Promise<void> => {
      if (!offered.includes(once)) return
      offered = offered.filter((other) => other !== once)
      await run()
    }
    offered = [...offered, once].slice(-maxRemembered)
    return once
  }

  const withMemory = ({ text, action }: Toast): Toast =>
    action?.keys === keys
      ? { text, action: { ...action, run: remember(action.run) } }
      : { text, ...(action && { action }) }

  return {
    isPossible: () => offered.length > 0,
    run: async () => {
      await offered.at(-1)?.()
    },
    notifier: { ...notifier, toast: (toast) => notifier.toast(withMemory(toast)) },
  }
}
