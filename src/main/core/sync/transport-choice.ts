import type { LiveTransport, Timers } from './ports'

/** Which way the live channel goes: the fastest that works here. */
export interface TransportChoice {
  readonly current: () => LiveTransport
  /** Something came through it. */
  readonly works: () => void
  /** It ended without anything having come through. */
  readonly failed: () => void
  /** Another network, other proxies: the fastest may work now. */
  readonly startOver: () => void
}

const fastestFirst: readonly LiveTransport[] = ['websocket', 'sse', 'poll']
// One failure is bad luck or a server that restarts; a proxy that breaks a way does so every time.
const enoughFailures = 3
const tryFasterAfterMs = 600_000

export const createTransportChoice = (timers: Timers, onTryFaster: () => void): TransportChoice => {
  let index = 0
  let failures = 0
  let trying = false
  let cancel: (() => void) | undefined

  const startOver = (): void => {
    cancel?.()
    cancel = undefined
    index = 0
    failures = 0
    trying = false
  }
  return {
    current: () => fastestFirst[index] ?? 'poll',
    works: () => {
      failures = 0
      trying = false
    },
    failed: () => {
      failures += 1
      if (failures < enoughFailures && !trying) return
      failures = 0
      index = (index + 1) % fastestFirst.length
      cancel ??= timers.after(tryFasterAfterMs, () => {
        startOver()
        // It failed before: one more failure is enough to go back.
        trying = true
        onTryFaster()
      })
    },
    startOver,
  }
}
