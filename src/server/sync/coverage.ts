/**
 * Which part of the log a desk of the live channel is known to have. Pure, because a mistake here is a row that silently never
 * arrives: every interleaving is tried in `coverage.test.ts`.
 */

/** A row of the log as it is sent, written out once for all desks. */
export interface TailRow {
  readonly scope: string
  readonly volgnummer: number
  readonly text: string
}

/** What came after the tail, up to and including `to`. */
export interface Batch {
  readonly to: number
  /** The newest number per scope that changed. */
  readonly touched: ReadonlyMap<string, number>
  /** In order of number; undefined when there are too many to send. */
  readonly rows: readonly TailRow[] | undefined
}

/** What the tailer remembers of the log. */
export interface TailView {
  /** The log up to here is older than this tailer: it knows nothing about it. */
  readonly start: number
  /** The newest number per scope since `start`. */
  readonly newest: ReadonlyMap<string, number>
}

/** Where a desk stands that says `at`; undefined when rows after it may have passed by already: it has to pull. */
export const acceptAt = (view: TailView, scopes: ReadonlySet<string>, at: number): number | undefined => {
  if (at < view.start) return undefined
  for (const scope of scopes) if ((view.newest.get(scope) ?? 0) > at) return undefined
  return at
}

export type Step =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'poke' }
  | { readonly kind: 'delta'; readonly from: number; readonly to: number; readonly rows: readonly TailRow[] }

/** What a batch means for a desk that stands at `covered`. After a poke it is unknown where the desk stands. */
export const stepFor = (batch: Batch, scopes: ReadonlySet<string>, covered: number | undefined): Step => {
  const after = covered ?? 0
  if (![...scopes].some((scope) => (batch.touched.get(scope) ?? 0) > after)) return { kind: 'nothing' }
  if (covered === undefined || batch.rows === undefined) return { kind: 'poke' }
  const rows = batch.rows.filter(({ scope, volgnummer }) => volgnummer > covered && scopes.has(scope))
  return { kind: 'delta', from: covered, to: batch.to, rows }
}
