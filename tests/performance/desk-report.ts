import type { DeskMemory } from './process-memory.ts'
import { median, percentile, round } from './statistics.ts'

export interface WindowFigures {
  readonly coldStartMs: number
  readonly memory: DeskMemory
}

export interface DeskFigures extends WindowFigures {
  readonly serverMb: number
  readonly keystrokesMs: readonly number[]
  /** Keys after which the results stayed the same, so that there was nothing to paint. */
  readonly keystrokesUnchanged: number
  readonly screenChangesMs: readonly number[]
}

interface Bar {
  readonly name: string
  readonly value: number
  readonly atMost: number
  readonly ok: boolean
}

export interface DeskReport {
  readonly workload: Readonly<Record<string, unknown>>
  readonly results: readonly Readonly<Record<string, unknown>>[]
  readonly ratios: Readonly<Record<string, number>>
  readonly bars: readonly Bar[]
}

const bar = (name: string, value: number, atMost: number): Bar => ({
  name,
  value: round(value),
  atMost: round(atMost),
  ok: value <= atMost,
})

const medianOf = <Figures>(rounds: readonly Figures[], pick: (figures: Figures) => number): number =>
  median(rounds.map(pick))

/** Medians over the rounds; keystrokes and screen changes over all of them together. The bars are those of the design. */
export const makeReport = (measured: {
  readonly workload: Readonly<Record<string, unknown>>
  readonly bare: readonly WindowFigures[]
  readonly klaar: readonly DeskFigures[]
}): DeskReport => {
  const { workload, bare, klaar } = measured
  const startOf = (rounds: readonly WindowFigures[]) => medianOf(rounds, ({ coldStartMs }) => coldStartMs)
  const memoryOf = (rounds: readonly WindowFigures[]) => medianOf(rounds, ({ memory }) => memory.total)
  const partOf = (part: keyof DeskMemory) => round(medianOf(klaar, ({ memory }) => memory[part]))
  const keystrokes = klaar.flatMap(({ keystrokesMs }) => keystrokesMs)
  const screens = klaar.flatMap(({ screenChangesMs }) => screenChangesMs)
  const results = [
    { name: 'bare window', coldStartMs: round(startOf(bare)), memoryMb: round(memoryOf(bare)) },
    {
      name: 'klaar',
      coldStartMs: round(startOf(klaar)),
      keystrokes: keystrokes.length,
      keystrokesUnchanged: klaar.reduce((sum, { keystrokesUnchanged }) => sum + keystrokesUnchanged, 0),
      keystrokeP50Ms: round(median(keystrokes)),
      keystrokeP99Ms: round(percentile(keystrokes, 0.99)),
      screenChanges: screens.length,
      screenChangeP50Ms: round(median(screens)),
      screenChangeMaxMs: round(percentile(screens, 1)),
      memoryMb: partOf('total'),
      rendererMb: partOf('renderer'),
      mainMb: partOf('main'),
      coreMb: partOf('core'),
      serverMb: round(medianOf(klaar, ({ serverMb }) => serverMb)),
    },
  ]
  return {
    workload,
    results,
    ratios: {
      coldStart: round(startOf(klaar) / startOf(bare)),
      memory: round(memoryOf(klaar) / memoryOf(bare)),
    },
    bars: [
      bar('cold start, times a bare window', startOf(klaar) / startOf(bare), 3),
      bar('memory, MB above a bare window', memoryOf(klaar) - memoryOf(bare), 200),
      bar('keystroke to painted results, p99 ms', percentile(keystrokes, 0.99), 50),
      bar('screen change, slowest ms', percentile(screens, 1), 100),
    ],
  }
}

/** The report as lines for people. */
export const describeReport = ({ results, bars }: DeskReport): string =>
  [
    ...results.map((result) =>
      Object.entries(result)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join('  '),
    ),
    ...bars.map(({ name, value, atMost, ok }) => `${ok ? '✓' : '✗'} ${name}: ${value} (at most ${atMost})`),
  ].join('\n')
