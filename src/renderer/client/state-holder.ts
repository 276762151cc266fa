/** One value and those who want to hear when it changes. */
export interface StateHolder<Value> {
  readonly get: () => Value
  readonly set: (value: Value) => void
  readonly listen: (listener: (value: Value) => void) => () => void
}

export const createStateHolder = <Value>(initial: Value): StateHolder<Value> => {
  const listeners = new Set<(value: Value) => void>()
  let current = initial
  return {
    get: () => current,
    set: (value) => {
      if (value === current) return
      current = value
      for (const listener of listeners) listener(value)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
