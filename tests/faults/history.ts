/** What somebody at a desk did that must reach the server. `mark` is a text that nothing else has. */
export interface Wish {
  readonly kind: 'contactmoment' | 'terugbelnotitie' | 'uitkomst' | 'poging'
  readonly mark: string
}

/**
 * What was said to people at the desks, kept outside every process that may die. `promised`: somebody saw that it was stored.
 * `unknown`: the desk died before it could say so. `refused`: it said no, or it turned out never to have been stored.
 */
export interface History {
  readonly promise: (...wishes: readonly Wish[]) => void
  readonly leaveOpen: (...wishes: readonly Wish[]) => void
  readonly refuse: (...wishes: readonly Wish[]) => void
  readonly counts: () => { readonly promised: number; readonly unknown: number }
  /** Where reality differs; empty when nothing was lost or doubled. */
  readonly compare: (truth: Truth) => readonly string[]
}

/** How often each mark exists, where it should end up and where it waits for a person. */
export interface Truth {
  readonly onServer: (wish: Wish) => number
  /** In an outbox or in "Vraagt aandacht", with everything that was typed. */
  readonly onDesk: (mark: string) => number
}

export const createHistory = (): History => {
  const promised = new Map<string, Wish>()
  const unknown = new Map<string, Wish>()
  const refused = new Map<string, Wish>()
  const put = (into: Map<string, Wish>, wishes: readonly Wish[]): void => {
    for (const wish of wishes) {
      const key = `${wish.kind} ${wish.mark}`
      for (const other of [promised, unknown, refused]) other.delete(key)
      into.set(key, wish)
    }
  }
  return {
    promise: (...wishes) => put(promised, wishes),
    leaveOpen: (...wishes) => put(unknown, wishes),
    refuse: (...wishes) => put(refused, wishes),
    counts: () => ({ promised: promised.size, unknown: unknown.size }),
    compare: (truth) => [
      ...[...promised].flatMap(([key, wish]) => {
        const [server, desk] = [truth.onServer(wish), truth.onDesk(wish.mark)]
        if (server === 0 && desk === 0) return [`lost: ${key}`]
        return server > 1 ? [`${server} times: ${key}`] : []
      }),
      ...[...unknown].flatMap(([key, wish]) => (truth.onServer(wish) > 1 ? [`more than once: ${key}`] : [])),
      ...[...refused].flatMap(([key, wish]) =>
        truth.onServer(wish) > 0 ? [`never stored and yet there: ${key}`] : [],
      ),
    ],
  }
}
