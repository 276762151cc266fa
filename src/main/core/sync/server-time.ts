import { addSeconds, millisecondsBetween, type Clock, type Instant } from '../../../shared/kernel/clock'
import type { Monotonic } from './ports'

/** The server's time on this desk, also without the server. What expires is held against this and never against the clock on the wall alone. */
export interface ServerTime {
  /** The server told the time. */
  readonly observe: (serverTime: Instant) => void
  /** What the server would say now; undefined before the first contact. Never earlier than a moment that was known before. */
  readonly now: () => Instant | undefined
  /** This computer's clock minus the server's, to show; undefined before the first contact. */
  readonly skewMs: () => number | undefined
  /** The last time that the server told. */
  readonly lastContact: () => Instant | undefined
  /** False when the clock on the wall was put back while Klaar was closed: whatever may have expired counts as expired. */
  readonly isTrusted: () => boolean
  /** How far the clock on the wall stood behind the last known moment after a restart; zero when it did not, undefined when nothing is known. */
  readonly setBackMs: () => number | undefined
}

interface ServerTimeOptions {
  readonly clock: Clock
  readonly monotonic: Monotonic
  /** Where the last known moment outlives a restart. */
  readonly meta: {
    readonly read: (key: string) => string | undefined
    readonly write: (key: string, value: string) => void
  }
}

/** A moment of the server with the moments of both own clocks that belong to it. */
interface Anchor {
  readonly server: Instant
  readonly wall: Instant
  /** Of one from before this start: the counter's first moment. */
  readonly counted: number
  readonly beforeStart: boolean
}

// A minute that a restart may forget is not worth a write every second.
const keepEveryMs = 60_000
const keys = { server: 'server_time', wall: 'server_time_wall', contact: 'server_contact' } as const

export const createServerTime = ({ clock, monotonic, meta }: ServerTimeOptions): ServerTime => {
  let anchor = readAnchor(meta.read, monotonic())
  let contact = meta.read(keys.contact)
  let kept = anchor

  const keep = (now: Instant): void => {
    if (kept !== undefined && millisecondsBetween(kept.server, now) < keepEveryMs) return
    // Who puts the clock back at every start must not be given that time again each time.
    const wall = anchor?.beforeStart === true ? laterOf(anchor.wall, clock.now()) : clock.now()
    kept = { server: now, wall, counted: monotonic(), beforeStart: false }
    meta.write(keys.server, kept.server)
    meta.write(keys.wall, kept.wall)
    if (contact !== undefined) meta.write(keys.contact, contact)
  }
  const countedSince = ({ wall, counted }: Anchor): { readonly byWall: number; readonly byCounter: number } => ({
    byWall: Math.max(0, millisecondsBetween(wall, clock.now())),
    byCounter: monotonic() - counted,
  })
  const now = (): Instant | undefined => {
    if (anchor === undefined) return undefined
    // A counter may stand still while a computer sleeps and a wall clock may be put back: the later of the two is never too early.
    const { byWall, byCounter } = countedSince(anchor)
    const moment = addSeconds(anchor.server, Math.max(byWall, byCounter) / 1000)
    keep(moment)
    return moment
  }
  const setBackMs = (): number | undefined => {
    if (anchor === undefined) return undefined
    return anchor.beforeStart ? Math.max(0, millisecondsBetween(clock.now(), anchor.wall)) : 0
  }
  return {
    observe: (serverTime) => {
      anchor = { server: serverTime, wall: clock.now(), counted: monotonic(), beforeStart: false }
      const first = contact === undefined
      contact = serverTime
      if (first || (kept !== undefined && millisecondsBetween(serverTime, kept.server) > 0)) kept = undefined
      keep(serverTime)
    },
    now,
    skewMs: () => {
      if (anchor === undefined) return undefined
      const { byWall, byCounter } = countedSince(anchor)
      const counted = anchor.beforeStart ? byWall : byCounter
      return Math.round(millisecondsBetween(anchor.server, clock.now()) - counted)
    },
    lastContact: () => contact,
    isTrusted: () => setBackMs() === 0,
    setBackMs,
  }
}

const laterOf = (one: Instant, other: Instant): Instant => (millisecondsBetween(one, other) > 0 ? other : one)

const readAnchor = (read: ServerTimeOptions['meta']['read'], counted: number): Anchor | undefined => {
  const server = read(keys.server)
  const wall = read(keys.wall)
  return server === undefined || wall === undefined ? undefined : { server, wall, counted, beforeStart: true }
}
