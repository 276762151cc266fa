import { createContext, useContext, useSyncExternalStore } from 'react'

/** The time as components see it: one tick a second for all of them, and none when nobody looks. */
export interface NowSource {
  readonly current: () => string
  readonly subscribe: (listener: () => void) => () => void
}

const tickMs = 1000

export const createNowSource = (read: () => string): NowSource => {
  const listeners = new Set<() => void>()
  let current = read()
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = (): void => {
    current = read()
    for (const listener of listeners) listener()
  }
  return {
    current: () => current,
    subscribe: (listener) => {
      listeners.add(listener)
      if (timer === undefined) {
        tick()
        timer = setInterval(tick, tickMs)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}

const NowContext = createContext<NowSource | undefined>(undefined)
export const NowProvider = NowContext.Provider

/** Something that follows from the time. Pick a text or number: the component renders again only when that changes. */
export const useNow = <Picked extends string | number | boolean>(pick: (now: string) => Picked): Picked => {
  const source = useContext(NowContext)
  if (source === undefined) throw new Error('no clock around this component')
  return useSyncExternalStore(source.subscribe, () => pick(source.current()))
}
