/** Whose step it is. What belongs to somebody who is gone never happens; what belongs to a sleeper waits. */
export interface Owner {
  readonly name: string
  alive: boolean
  asleep: boolean
}

export const createOwner = (name: string): Owner => ({ name, alive: true, asleep: false })

interface Event {
  at: number
  order: number
  readonly owner: Owner
  readonly label: string
  readonly run: () => void
  cancelled: boolean
}

/**
 * Invented time. One event at a time, in order of its moment; after each one every promise that can go on does so before the next. With the
 * same seed and schedule that gives the same run, down to the last statement.
 */
export interface Scheduler {
  /** Milliseconds since the beginning. */
  readonly now: () => number
  /** Returns the function that cancels it. */
  readonly after: (owner: Owner, milliseconds: number, label: string, run: () => void) => () => void
  /** What waited for a sleeper happens now, in its own order. */
  readonly wake: (owner: Owner) => void
  /** Runs everything until then. `onSettled` is called after each event; it answers whether to stop. */
  readonly runUntil: (moment: number, onSettled: () => boolean) => Promise<void>
  /** Counts and remembers one step that is not an event of its own. */
  readonly note: (label: string) => void
  readonly steps: () => number
  /** Nothing else happens until this is done: work that takes real time (a database), as one step. */
  readonly hold: <T>(work: Promise<T>) => Promise<T>
  /** Names the whole run so far: two runs with the same hash did the same. */
  readonly traceHash: () => string
}

export const createScheduler = (onError: (error: unknown) => void, trace?: (line: string) => void): Scheduler => {
  const heap: Event[] = []
  let held: Event[] = []
  const underWay = new Set<Promise<unknown>>()
  let now = 0
  let order = 0
  let steps = 0
  let [high, low] = [0x9e3779b9, 0x85ebca6b]

  const note = (label: string): void => {
    steps += 1
    for (let index = 0; index < label.length; index += 1) {
      const code = label.charCodeAt(index)
      low = Math.imul(low ^ code, 0x01000193)
      high = Math.imul(high ^ (code + (low >>> 24)), 0x01000193)
    }
    trace?.(`${(now / 1000).toFixed(3).padStart(10)} ${label}`)
  }

  const runOne = async (event: Event): Promise<void> => {
    now = Math.max(now, event.at)
    note(`${event.owner.name} ${event.label} ${now.toFixed(2)}`)
    try {
      event.run()
    } catch (error) {
      onError(error)
    }
    // A macrotask: every promise that was waiting has gone on by then.
    await new Promise((resolve) => setImmediate(resolve))
    while (underWay.size > 0) {
      await Promise.allSettled(underWay)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  return {
    now: () => now,
    after: (owner, milliseconds, label, run) => {
      const event = { at: now + milliseconds, order: (order += 1), owner, label, run, cancelled: false }
      push(heap, event)
      return () => {
        event.cancelled = true
      }
    },
    wake: (owner) => {
      owner.asleep = false
      const woken = held.filter((event) => event.owner === owner)
      held = held.filter((event) => event.owner !== owner)
      for (const event of woken) push(heap, Object.assign(event, { at: now, order: (order += 1) }))
    },
    runUntil: async (moment, onSettled) => {
      for (;;) {
        const next = heap[0]
        if (next === undefined || next.at > moment) break
        pop(heap)
        if (next.cancelled || !next.owner.alive) continue
        if (next.owner.asleep) {
          held.push(next)
          continue
        }
        await runOne(next)
        if (onSettled()) return
      }
      now = Math.max(now, moment)
    },
    note,
    hold: async (work) => {
      underWay.add(work)
      try {
        return await work
      } finally {
        underWay.delete(work)
      }
    },
    steps: () => steps,
    traceHash: () => [high, low].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join(''),
  }
}

const isBefore = (one: Event, other: Event): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order)

const push = (heap: Event[], event: Event): void => {
  let index = heap.length
  heap.push(event)
  while (index > 0) {
    const parent = (index - 1) >> 1
    const above = heap[parent]
    if (above === undefined || !isBefore(event, above)) break
    heap[index] = above
    index = parent
  }
  heap[index] = event
}

const pop = (heap: Event[]): void => {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  let index = 0
  for (;;) {
    const left = 2 * index + 1
    const [one, other] = [heap[left], heap[left + 1]]
    if (one === undefined) break
    const [child, at] = other !== undefined && isBefore(other, one) ? [other, left + 1] : [one, left]
    if (!isBefore(child, last)) break
    heap[index] = child
    index = at
  }
  heap[index] = last
}
