import { describe, expect, it } from 'vitest'
import { nextZoom } from './zoom'

describe('zoom', () => {
  it('goes in steps from 80 to 200 per cent and stops there', () => {
    const steps = [0.8]
    for (let step = 0; step < 10; step += 1) steps.push(nextZoom(steps.at(-1) ?? 0, 'larger'))
    expect(steps).toEqual([0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2, 2, 2])
    expect(nextZoom(0.8, 'smaller')).toBe(0.8)
    expect(nextZoom(2, 'smaller')).toBe(1.75)
  })
})
