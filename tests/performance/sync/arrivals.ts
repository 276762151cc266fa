import { isOpenWork, monotonicNow, openWorkIn, writtenAtOf } from './workload.ts'

/** What has reached a reader, and when. Told after the reader's own store holds it, so times are those of a reader that could show it. */
export interface Arrivals {
  readonly add: (id: string, text: string) => void
  /** The moment at which so many different documents were in. */
  readonly until: (count: number) => Promise<number>
  /** The moment at which all open work of the start was in; undefined until then. */
  readonly openWorkAt: () => number | undefined
  /** From written to here, of this many live documents. */
  readonly untilLive: (count: number) => Promise<readonly number[]>
}

export const createArrivals = (docs: number): Arrivals => {
  const seen = new Set<string>()
  const latencies: number[] = []
  const waiting = new Set<() => void>()
  const openWork = openWorkIn(docs)
  let openWorkSeen = 0
  let openWorkAt: number | undefined

  const when = <Value>(ready: () => boolean, value: () => Value): Promise<Value> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!ready()) return
        waiting.delete(look)
        resolve(value())
      }
      waiting.add(look)
      look()
    })

  return {
    add: (id, text) => {
      if (seen.has(id)) return
      seen.add(id)
      const writtenAt = writtenAtOf(text)
      if (writtenAt !== undefined) latencies.push(monotonicNow() - writtenAt)
      if (openWorkAt === undefined && isOpenWork(id, docs)) {
        openWorkSeen += 1
        if (openWorkSeen >= openWork) openWorkAt = monotonicNow()
      }
      for (const look of waiting) look()
    },
    until: (count) => when(() => seen.size >= count, monotonicNow),
    openWorkAt: () => openWorkAt,
    untilLive: (count) =>
      when(
        () => latencies.length >= count,
        () => [...latencies],
      ),
  }
}
