import { addSeconds, type Instant } from '../../../shared/kernel/clock'
import type { DeskLimits } from '../../../shared/sync-protocol/hello'
import type { SyncLoop } from '../sync/sync-loop'
import type { Timers } from '../sync/ports'
import type { ServerTime } from '../sync/server-time'

interface ContactGuardOptions {
  readonly serverTime: Pick<ServerTime, 'now' | 'lastContact' | 'setBackMs'>
  readonly limits: () => DeskLimits | undefined
  readonly state: SyncLoop['state']
  readonly timers: Timers
  readonly onOverdue: () => void
}

/** Watches how long this desk has been without its server: a desk that is away for too long may be in other hands. */
export interface ContactGuard {
  /** Without contact the cache is locked at this moment; undefined when there was no contact yet, and so nothing to lock. */
  readonly locksAt: () => Instant | undefined
  readonly isOverdue: () => boolean
  readonly start: () => void
  readonly close: () => void
}

// What a gemeente that says nothing gets.
const standardOfflineDays = 14
const lookMs = 60_000
// A clock that is set right, or that another system on the same computer keeps in local time (two hours in summer), is nobody who wins time.
const toleratedSetBackMs = 3 * 60 * 60 * 1000

export const createContactGuard = (options: ContactGuardOptions): ContactGuard => {
  const { serverTime, limits, state, timers, onOverdue } = options
  let cancel: (() => void) | undefined

  const locksAt = (): Instant | undefined => {
    const contact = serverTime.lastContact()
    const days = limits()?.offlineDays ?? standardOfflineDays
    return contact === undefined ? undefined : addSeconds(contact, days * 24 * 60 * 60)
  }
  const isOverdue = (): boolean => {
    const end = locksAt()
    if (end === undefined) return false
    // A clock that jumped ahead while the server answers says nothing: its next answer puts the time right.
    if (isConnected(state().staat)) return false
    // Putting the clock back must not win time: what may be over counts as over.
    const setBack = serverTime.setBackMs()
    if (setBack === undefined || setBack > toleratedSetBackMs) return true
    const now = serverTime.now()
    return now !== undefined && now >= end
  }
  const look = (): void => {
    cancel = timers.after(lookMs, look)
    if (isOverdue()) onOverdue()
  }
  return {
    locksAt,
    isOverdue,
    start: look,
    close: () => cancel?.(),
  }
}

/** Whether the server answers, live or only when asked. */
export const isConnected = (staat: ReturnType<SyncLoop['state']>['staat']): boolean =>
  staat === 'verbonden' || staat === 'traag'
