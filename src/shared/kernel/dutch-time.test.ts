import { describe, expect, it } from 'vitest'
import { ageInWords, longDate, shortMoment, spokenMoment } from './dutch-time'

const now = '2026-11-22T13:02:00.000Z'

describe('time in Dutch words', () => {
  it('says a moment as a telephonist does', () => {
    expect(spokenMoment('2026-11-24T11:00:00.000Z')).toBe('dinsdag 24 november 12:00')
    expect(spokenMoment('2026-07-01T06:30:00.000Z')).toBe('woensdag 1 juli 08:30')
  })

  it.each([
    ['2026-11-22T15:00:00.000Z', 'vandaag 16:00'],
    ['2026-11-22T22:59:00.000Z', 'vandaag 23:59'],
    ['2026-11-22T23:00:00.000Z', 'morgen 00:00'],
    ['2026-11-21T11:00:00.000Z', 'gisteren 12:00'],
    ['2026-11-24T11:00:00.000Z', 'di 24 nov 12:00'],
    ['2027-01-04T11:00:00.000Z', 'ma 4 jan 2027'],
  ])('shortens %s to %s', (instant, shown) => {
    expect(shortMoment(instant, now)).toBe(shown)
  })

  it.each([
    ['2026-11-22', 'van vandaag'],
    ['2026-12-24', 'van vandaag'],
    ['2026-11-21', 'van gisteren'],
    ['2026-11-10', '12 dagen oud'],
    ['2026-11-01', '3 weken oud'],
    ['2026-09-22', '2 maanden oud'],
    ['2025-01-01', '22 maanden oud'],
    ['2016-02-01', '10 jaar oud'],
  ])('tells the age of %s', (date, words) => {
    expect(ageInWords(date, now)).toBe(words)
  })

  it('writes a date out', () => {
    expect(longDate('2026-02-02')).toBe('2 februari 2026')
  })
})
