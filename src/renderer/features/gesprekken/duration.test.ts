import { expect, test } from 'vitest'
import { duration, waitsLong } from './duration'

const start = '2026-11-23T09:00:00.000Z'

test('minutes and seconds, and never a time that runs backwards', () => {
  expect(duration(start, '2026-11-23T09:02:14.900Z')).toBe('2:14')
  expect(duration(start, '2026-11-23T10:05:03.000Z')).toBe('65:03')
  expect(duration(start, '2026-11-23T08:59:58.000Z')).toBe('0:00')
})

test('three minutes of waiting is long', () => {
  expect(waitsLong(start, '2026-11-23T09:02:59.000Z')).toBe(false)
  expect(waitsLong(start, '2026-11-23T09:03:00.000Z')).toBe(true)
})
