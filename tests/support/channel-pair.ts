import type { ChildChannel, MessageChannel } from '../../src/main/transport/process-channel'

/** The two ends of a pipe between processes, in one: what goes through is turned into text and back, as between real processes. */
export const createChannelPair = (): {
  readonly parent: ChildChannel
  readonly child: MessageChannel
  /** The child's process ends; whatever was in the pipe is gone. */
  readonly exit: () => void
} => {
  const toParent = new Set<(message: unknown) => void>()
  const toChild = new Set<(message: unknown) => void>()
  const onExit = new Set<() => void>()
  let alive = true
  const through = (listeners: ReadonlySet<(message: unknown) => void>, message: object): void => {
    const text = JSON.stringify(message)
    queueMicrotask(() => {
      if (!alive) return
      for (const listener of listeners) listener(JSON.parse(text))
    })
  }
  return {
    parent: {
      send: (message) => {
        through(toChild, message)
      },
      onMessage: (listener) => void toParent.add(listener),
      onExit: (listener) => void onExit.add(listener),
    },
    child: {
      send: (message) => {
        through(toParent, message)
      },
      onMessage: (listener) => void toChild.add(listener),
    },
    exit: () => {
      alive = false
      for (const listener of onExit) listener()
    },
  }
}
