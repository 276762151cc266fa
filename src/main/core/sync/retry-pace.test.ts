import { expect, it } from 'vitest'
import { createRetryPace } from './retry-pace'

const pace = (random: number) => createRetryPace({ random: () => random, monotonic: () => 0 })

it.each([
  { asked: 10, random: 0, waits: 10_000 },
  { asked: 10, random: 1, waits: 15_000 },
  { asked: 3600, random: 0, waits: 300_000 },
  { asked: 3600, random: 1, waits: 450_000 },
])('rests $waits ms when a server asks for $asked s', ({ asked, random, waits }) => {
  expect(pace(random).afterBusy({ code: 'busy', retryAfterSeconds: asked })).toBe(waits)
})
