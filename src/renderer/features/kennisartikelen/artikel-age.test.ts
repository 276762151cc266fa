import { expect, test } from 'vitest'
import { mayBeOutdated } from './artikel-age'

test('after a year an article deserves doubt', () => {
  const now = '2026-11-23T09:00:00.000Z'
  expect(mayBeOutdated('2025-11-23', now)).toBe(false)
  expect(mayBeOutdated('2025-11-22', now)).toBe(true)
})
