import { median, percentile, round } from '../statistics.ts'

export interface PeerFigures {
  readonly initialMs: number
  /** Until all open work is there; what a screen needs first. */
  readonly firstScreenMs: number
  readonly pushMs: number
  readonly liveMs: readonly number[]
  readonly reconnectMs: number
  readonly peakRssMB: number
  readonly serverPeakRssMB: number
}

export interface Durability {
  readonly server: string
  readonly client: string
}

export type PeerOutcome =
  | { readonly kind: 'measured'; readonly figures: PeerFigures }
  | { readonly kind: 'not done'; readonly reason: string }
  /** It finished, but not everything that was written had arrived. */
  | { readonly kind: 'lost'; readonly reason: string }

export interface MeasuredPeer {
  readonly name: string
  readonly durability: Durability
  readonly notes: string
  readonly outcome: PeerOutcome
}

export interface FanoutFigures {
  readonly desks: number
  readonly writes: number
  readonly deliveries: number
  readonly latenciesMs: readonly number[]
  /** After the server was killed and started again: per desk, from its first attempt that was answered until it listens and has everything. */
  readonly stormMs: readonly number[]
  /** The same from the moment that the server answers, so with the time that a desk waits on purpose. */
  readonly backMs: readonly number[]
  readonly serverPeakRssMB: number
}

export interface Bar {
  readonly name: string
  readonly value: number
  readonly limit: number
  readonly ok: boolean
}

const figureNames = ['initialMs', 'pushMs', 'liveP50Ms', 'liveP99Ms', 'reconnectMs', 'peakRssMB'] as const

export interface SyncReport {
  readonly workload: Readonly<Record<string, unknown>>
  readonly results: readonly (Readonly<Record<string, unknown>> & { readonly name: string })[]
  /** Per peer, its figure divided by Klaar's: above 1 means that Klaar needs less. */
  readonly ratios: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly fanout: Readonly<Record<string, number>> | undefined
  readonly bars: readonly Bar[]
}

const flatten = ({ liveMs, ...figures }: PeerFigures): Readonly<Record<string, number>> => ({
  ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value)])),
  liveP50Ms: round(median(liveMs)),
  liveP99Ms: round(percentile(liveMs, 0.99)),
})

const resultOf = ({ name, durability, notes, outcome }: MeasuredPeer) => ({
  name,
  ...(outcome.kind === 'measured' ? flatten(outcome.figures) : { failed: `${outcome.kind}: ${outcome.reason}` }),
  durability,
  notes,
})

const ratiosOf = (peers: readonly MeasuredPeer[], own: string): SyncReport['ratios'] => {
  const figuresOf = ({ outcome }: MeasuredPeer) => (outcome.kind === 'measured' ? flatten(outcome.figures) : undefined)
  const ours = peers.filter(({ name }) => name === own).map(figuresOf)[0]
  if (ours === undefined) return {}
  const others = peers.filter(({ name }) => name !== own)
  return Object.fromEntries(
    others.flatMap((peer) => {
      const theirs = figuresOf(peer)
      if (theirs === undefined) return []
      const ratios = figureNames.map((name) => [name, hundredths((theirs[name] ?? NaN) / (ours[name] ?? NaN))])
      return [[peer.name, Object.fromEntries(ratios) as Record<string, number>]]
    }),
  )
}

const hundredths = (value: number): number => Math.round(value * 100) / 100

const atMost = (name: string, value: number, limit: number): Bar => ({
  name,
  value: round(value),
  limit,
  ok: value <= limit,
})

/** The bars of the design. Those of the first copy hold for 50,000 documents; fewer must stay below them as well. */
export const barsOf = (ours: PeerFigures | undefined, fanout: FanoutFigures | undefined): readonly Bar[] => [
  ...(ours === undefined
    ? []
    : [
        atMost('first copy, ms', ours.initialMs, 3000),
        atMost('first screen, ms', ours.firstScreenMs, 1000),
        atMost('push of 5,000, ms', ours.pushMs, 2000),
        atMost('live p50, ms', median(ours.liveMs), 20),
        atMost('live p99, ms', percentile(ours.liveMs, 0.99), 100),
        atMost('reconnect after 1,000, ms', ours.reconnectMs, 200),
      ]),
  ...(fanout === undefined
    ? []
    : [
        atMost('fan-out, not delivered', fanout.desks * fanout.writes - fanout.deliveries, 0),
        atMost('fan-out p99, ms', percentile(fanout.latenciesMs, 0.99), 1000),
        atMost('reconnect storm p99, ms', percentile(fanout.stormMs, 0.99), 5000),
      ]),
]

export const makeSyncReport = (measured: {
  readonly workload: Readonly<Record<string, unknown>>
  readonly own: string
  readonly peers: readonly MeasuredPeer[]
  readonly fanout: FanoutFigures | undefined
}): SyncReport => {
  const { workload, own, peers, fanout } = measured
  const ours = peers.find(({ name }) => name === own)?.outcome
  return {
    workload,
    results: peers.map(resultOf),
    ratios: ratiosOf(peers, own),
    fanout: fanout === undefined ? undefined : flattenFanout(fanout),
    bars: barsOf(ours?.kind === 'measured' ? ours.figures : undefined, fanout),
  }
}

const flattenFanout = ({
  latenciesMs,
  stormMs,
  backMs,
  ...figures
}: FanoutFigures): Readonly<Record<string, number>> => ({
  ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value)])),
  p50Ms: round(median(latenciesMs)),
  p99Ms: round(percentile(latenciesMs, 0.99)),
  stormP50Ms: round(median(stormMs)),
  stormP99Ms: round(percentile(stormMs, 0.99)),
  backP50Ms: round(median(backMs)),
  backMaxMs: round(percentile(backMs, 1)),
})

const columns = ['firstScreenMs', ...figureNames, 'serverPeakRssMB'] as const

/** The report as a table for people, with what was promised under it. */
export const describeSyncReport = ({ workload, results, ratios, fanout, bars }: SyncReport): string => {
  const rows = results.map((result): readonly string[] =>
    'failed' in result
      ? [result.name, String(result['failed'])]
      : [result.name, ...columns.map((column) => describeFigure(result[column]))],
  )
  const widths = ['', ...columns].map((title, index) =>
    Math.max(title.length, ...rows.filter(({ length }) => length > 2).map((row) => row[index]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(10) : cell.padStart(widths[index] ?? 0))).join('  ')
  return [
    JSON.stringify(workload),
    ...(results.length === 0 ? [] : [line(['', ...columns]), ...rows.map(line), '']),
    ...results.map(({ name, durability, notes }) => `${name}: ${describeDurability(durability)}. ${String(notes)}`),
    ...Object.entries(ratios).map(([name, ratio]) => `${name} / klaar: ${JSON.stringify(ratio)}`),
    ...(fanout === undefined ? [] : [`fan-out: ${JSON.stringify(fanout)}`]),
    ...bars.map(({ name, value, limit, ok }) => `${ok ? '✓' : '✗'} ${name}: ${value} (at most ${limit})`),
  ].join('\n')
}

const describeFigure = (figure: unknown): string => (typeof figure === 'number' ? String(figure) : '-')

const describeDurability = (durability: unknown): string => {
  const { server, client } = durability as Durability
  return `server ${server}; client ${client}`
}
