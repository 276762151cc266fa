import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deadlineAfter } from '../../shared/domain/werkkalender/deadline'
import { addSeconds } from '../../shared/kernel/clock'
import { readDemoFiles } from './demo-files'
import { demoMomentFor } from './demo-moments'

const { werkkalender, notities } = readDemoFiles()

describe('demoMomentFor', () => {
  it('shows on a working day one late note, two for today and the rest later', () => {
    const now = '2026-11-24T10:15:00.000Z'
    const momentOf = (moment: 'te_laat' | 'eerstvolgend' | 'later', rank: number) =>
      demoMomentFor(moment, rank, 2, werkkalender, now).bellenVoor
    expect(momentOf('te_laat', 0) <= now).toBe(true)
    for (const rank of [0, 1]) {
      expect(momentOf('eerstvolgend', rank) > now).toBe(true)
      expect(momentOf('eerstvolgend', rank).slice(0, 10)).toBe('2026-11-24')
    }
    expect(momentOf('later', 0).slice(0, 10)).toBe('2026-11-26')
  })

  it('is always a moment that the ordinary rule gives, whatever day the demo is first started', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 * 365 * 24 }), fc.constantFrom(...notities), (hours, { moment }) => {
        const now = addSeconds('2026-01-01T00:00:00.000Z', hours * 3600)
        const found = demoMomentFor(moment, 1, 2, werkkalender, now)
        expect(found.aangemaaktOp < now).toBe(true)
        expect(deadlineAfter(found.aangemaaktOp, 2, werkkalender)?.bellenVoor).toBe(found.bellenVoor)
        if (moment !== 'afgehandeld') expect(found.bellenVoor <= now).toBe(moment === 'te_laat')
      }),
      { numRuns: 60 },
    )
  })
})
