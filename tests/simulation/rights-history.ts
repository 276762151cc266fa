import { findActor, type ModelState } from './model/model-state'

/** Who might hold what, and since when. */
export const createRightsHistory = (now: () => number) => {
  const history: { readonly at: number; readonly scopes: ReadonlyMap<string, readonly string[]> }[] = []
  return {
    note: (disk: ModelState): void => {
      const medewerkers = [...disk.rows.values()].filter(({ entity }) => entity === 'medewerker')
      const scopes = new Map(medewerkers.map(({ id }) => [id, findActor(disk, id)?.scopes ?? []]))
      history.push({ at: now(), scopes })
    },
    /** Whether it was allowed at some moment from `since` until now. */
    mayHold: (medewerkerId: string, scope: string, since: number): boolean =>
      history.some(({ at, scopes }, index) => {
        const until = history[index + 1]?.at ?? Infinity
        return at <= now() && until >= since && (scopes.get(medewerkerId)?.includes(scope) ?? false)
      }),
  }
}
