import fc from 'fast-check'
import { expect, it } from 'vitest'
import { acceptAt, stepFor, type Batch, type TailRow } from './coverage'

const scopes = ['t', 'afd:a', 'afd:b', 'u:x']

/** What can happen, in any order: commits, looks of the tailer, frames that arrive or get lost, pulls, `at` frames, changed rights. */
const eventArbitrary = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('commit' as const), scope: fc.constantFrom(...scopes), id: fc.nat(5) }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('look' as const), tooMany: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('hear' as const), lost: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pull' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('at' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('rights' as const), held: fc.subarray(scopes, { minLength: 1 }) }),
  },
)
type Event = typeof eventArbitrary extends fc.Arbitrary<infer Value> ? Value : never

type Frame = { readonly kind: 'poke' } | Extract<ReturnType<typeof stepFor>, { kind: 'delta' }>

/** A server node with one desk, both as small as can be: the log holds the newest entry per row, a desk holds numbers per row. */
const createWorld = (start: number) => {
  const log = new Map<string, TailRow>(
    Array.from({ length: start }, (_, index) => {
      const text = `${scopes[index % scopes.length] ?? 't'}/oud`
      return [text, { scope: text.replace('/oud', ''), volgnummer: index + 1, text }]
    }),
  )
  const newest = new Map<string, number>()
  let counter = start
  let tail = start
  let covered: number | undefined
  let held: ReadonlySet<string> = new Set(scopes)
  let rows = new Map<string, number>()
  // This node starts when the log is under way; the desk comes from another node and may be behind.
  let cursor = 0
  let line: Frame[] = []
  const leaked: string[] = []

  const visible = () =>
    new Map([...log].filter(([, { scope }]) => held.has(scope)).map(([key, row]) => [key, row.volgnummer]))
  const pull = (): void => {
    rows = visible()
    cursor = counter
  }
  const look = (tooMany: boolean): void => {
    const fresh = [...log.values()].filter(({ volgnummer }) => volgnummer > tail)
    const touched = new Map<string, number>()
    for (const { scope, volgnummer } of fresh) touched.set(scope, Math.max(touched.get(scope) ?? 0, volgnummer))
    const batch: Batch = { to: counter, touched, rows: tooMany ? undefined : fresh }
    const step = stepFor(batch, held, covered)
    if (step.kind === 'poke') covered = undefined
    if (step.kind === 'delta') covered = step.to
    if (step.kind !== 'nothing') line.push(step)
    if (step.kind === 'delta') leaked.push(...step.rows.map(({ scope }) => scope).filter((scope) => !held.has(scope)))
    for (const [scope, volgnummer] of touched) newest.set(scope, volgnummer)
    tail = counter
  }
  const hear = (lost: boolean): void => {
    const frame = line.shift()
    if (frame === undefined || lost) return
    if (frame.kind === 'poke' || frame.from !== cursor) {
      pull()
      return
    }
    for (const { text, volgnummer } of frame.rows) rows.set(text, volgnummer)
    cursor = frame.to
  }
  const at = (): void => {
    covered = acceptAt({ start, newest }, held, cursor)
    if (covered === undefined) line.push({ kind: 'poke' })
  }
  const play = (event: Event): void => {
    if (event.kind === 'commit') {
      counter += 1
      const text = `${event.scope}/${String(event.id)}`
      log.set(text, { scope: event.scope, volgnummer: counter, text })
    } else if (event.kind === 'look') look(event.tooMany)
    else if (event.kind === 'hear') hear(event.lost)
    else if (event.kind === 'pull') pull()
    else if (event.kind === 'at') at()
    else {
      held = new Set(event.held)
      covered = undefined
      // The desk greets again: other scopes, a new copy; frames of before no longer fit.
      line = []
      pull()
    }
  }
  /** What the log said to this desk up to its cursor; rows that changed after it are on their way. */
  const expected = () => new Map([...visible()].filter(([, volgnummer]) => volgnummer <= cursor))
  return {
    play,
    leaked,
    settled: () => ({ rows: [...rows], expected: [...expected()], all: [...visible()] }),
    at,
    look,
    hear,
    line: () => line,
  }
}

const sorted = (entries: readonly (readonly [string, number])[]) => Object.fromEntries([...entries].sort())

it('never lets a desk miss a row up to its cursor, nor see one outside its scopes', () => {
  fc.assert(
    fc.property(fc.nat(3), fc.array(eventArbitrary, { maxLength: 60, size: 'max' }), (start, events) => {
      const world = createWorld(start)
      for (const event of events) {
        world.play(event)
        const { rows, expected } = world.settled()
        // A row that changed again after the cursor may still lie here in its older version.
        for (const [key, volgnummer] of expected) expect(new Map(rows).get(key)).toBe(volgnummer)
      }
      expect(world.leaked).toEqual([])
    }),
    { numRuns: 3_000 },
  )
})

it('is the same as the server once everything was heard', () => {
  fc.assert(
    fc.property(fc.nat(3), fc.array(eventArbitrary, { maxLength: 60, size: 'max' }), (start, events) => {
      const world = createWorld(start)
      for (const event of events) world.play(event)
      // The line works again: a desk that (re)connects pulls, says where it is, and hears what comes.
      world.play({ kind: 'pull' })
      world.at()
      world.look(false)
      while (world.line().length > 0) world.hear(false)
      const { rows, all } = world.settled()
      expect(sorted(rows)).toEqual(sorted(all))
    }),
    { numRuns: 3_000 },
  )
})
