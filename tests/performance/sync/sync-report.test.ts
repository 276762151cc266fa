import { describe, expect, it } from 'vitest'
import { barsOf, describeSyncReport, makeSyncReport, type FanoutFigures, type MeasuredPeer } from './sync-report'

const figures = {
  initialMs: 1000,
  firstScreenMs: 200,
  pushMs: 500,
  liveMs: [4, 5, 6, 50],
  reconnectMs: 100,
  peakRssMB: 150,
  serverPeakRssMB: 140,
}
const durability = { server: 'disk', client: 'disk' }
const peer = (name: string, outcome: MeasuredPeer['outcome']): MeasuredPeer => ({
  name,
  durability,
  notes: '',
  outcome,
})
const klaar = peer('klaar', { kind: 'measured', figures })
const fanout: FanoutFigures = {
  desks: 2,
  writes: 3,
  deliveries: 6,
  latenciesMs: [10, 20, 30],
  stormMs: [100, 200],
  backMs: [300, 900],
  serverPeakRssMB: 120,
}

const reportOf = (...peers: readonly MeasuredPeer[]) =>
  makeSyncReport({ workload: { docs: 10 }, own: 'klaar', peers, fanout: undefined })

describe('report of bench:sync', () => {
  it('divides what a peer needs by what we need', () => {
    const slower = peer('slow', { kind: 'measured', figures: { ...figures, initialMs: 2500, liveMs: [10] } })
    const { results, ratios } = reportOf(klaar, slower)
    expect(results[0]).toMatchObject({ name: 'klaar', initialMs: 1000, liveP50Ms: 5, liveP99Ms: 50, durability })
    expect(ratios).toEqual({
      slow: { initialMs: 2.5, pushMs: 1, liveP50Ms: 2, liveP99Ms: 0.2, reconnectMs: 1, peakRssMB: 1 },
    })
  })

  it('shows a peer that was not done or lost something as that, without figures', () => {
    const { results, ratios } = reportOf(
      klaar,
      peer('a', { kind: 'not done', reason: 'within 120 s' }),
      peer('b', { kind: 'lost', reason: '1 of 10' }),
    )
    expect(results.map((result) => result['failed'])).toEqual([undefined, 'not done: within 120 s', 'lost: 1 of 10'])
    expect(ratios).toEqual({})
  })

  it('has no bars for ourselves when we were not measured', () => {
    expect(reportOf(peer('klaar', { kind: 'lost', reason: '' })).bars).toEqual([])
  })

  it('holds every figure against its bar', () => {
    expect(barsOf(figures, fanout).every(({ ok }) => ok)).toBe(true)
    const missed = barsOf(
      {
        initialMs: 3001,
        firstScreenMs: 1001,
        pushMs: 2001,
        liveMs: [101],
        reconnectMs: 201,
        peakRssMB: 1,
        serverPeakRssMB: 1,
      },
      { ...fanout, deliveries: 5, latenciesMs: [1001], stormMs: [5001] },
    )
    expect(missed).toHaveLength(9)
    expect(missed.filter(({ ok }) => ok)).toEqual([])
  })

  it('says a figure that could not be measured is a bar that was missed', () => {
    expect(barsOf({ ...figures, liveMs: [] }, undefined).filter(({ ok }) => !ok)).toHaveLength(2)
  })

  it('tells of the fan-out in figures', () => {
    expect(makeSyncReport({ workload: {}, own: 'klaar', peers: [], fanout }).fanout).toEqual({
      desks: 2,
      writes: 3,
      deliveries: 6,
      serverPeakRssMB: 120,
      p50Ms: 20,
      p99Ms: 30,
      stormP50Ms: 100,
      stormP99Ms: 200,
      backP50Ms: 300,
      backMaxMs: 900,
    })
  })

  it('prints a line per peer and per bar', () => {
    const text = describeSyncReport(
      makeSyncReport({
        workload: { docs: 10 },
        own: 'klaar',
        peers: [klaar, peer('a', { kind: 'not done', reason: 'within 120 s' })],
        fanout,
      }),
    )
    expect(text).toMatch(/^klaar +200 +1000 +500 +5 +50 +100 +150 +140$/m)
    expect(text).toMatch(/^a +not done: within 120 s$/m)
    expect(text).toContain('klaar: server disk; client disk.')
    expect(text).toContain('✓ first copy, ms: 1000 (at most 3000)')
    expect(text).toContain('✓ fan-out, not delivered: 0 (at most 0)')
  })
})
