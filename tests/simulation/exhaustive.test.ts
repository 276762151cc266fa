import { describe, expect, it } from 'vitest'
import type { RunRequest } from './run-request'
import { runAll } from './run-seeds'
import { scenarios } from './scenarios'
import type { Item, Schedule } from './schedule'

const requestFor = (schedule: Schedule): RunRequest => ({
  seed: schedule.seed,
  schedule,
  shrinks: false,
  traces: false,
  slow: false,
})

/** The same story in which somebody dies after so many steps. */
const withCrash = (story: Schedule, crash: Item): Schedule => ({ ...story, items: [crash, ...story.items] })

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_unused, index) => index)

describe('a crash at each step', () => {
  it.each(Object.entries(scenarios))('does no harm: %s', async (_name, story) => {
    const [undisturbed] = await runAll([requestFor(story)])
    expect(undisturbed?.broken).toBeUndefined()
    const { desks, server } = undisturbed?.stepsOf ?? { desks: [], server: 0 }
    const crashes: readonly Item[] = [
      ...upTo(desks[0] ?? 0).flatMap((skip): readonly Item[] => [
        { at: 0, do: 'crash', desk: 0, skip, how: 'kill', back: 300 },
        // What a power cut takes from the cache lies between two flushes, so every third step is often enough.
        ...(skip % 3 === 0 ? [{ at: 0, do: 'crash', desk: 0, skip, how: 'power', back: 300 } as const] : []),
      ]),
      ...upTo(server).map((skip): Item => ({ at: 0, do: 'serverCrash', skip, back: 300 })),
    ]
    // A story that shrank to nothing would pass as well.
    expect(crashes.length).toBeGreaterThan(500)
    const stories = crashes.map((crash) => withCrash(story, crash))
    const results = await runAll(stories.map(requestFor))
    const harm = results.flatMap(({ broken, schedule }) =>
      broken === undefined ? [] : [{ ...broken, crash: schedule?.items[0] }],
    )
    expect(harm).toEqual([])
  })
})
