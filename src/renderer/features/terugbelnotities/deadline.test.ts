import { expect, test } from 'vitest'
import { deadlineKind, deadlineText } from './deadline'

const now = '2026-11-23T09:00:00.000Z'
const open = (bellenVoor: string) => ({ status: 'open', bellenVoor }) as const

test.each([
  ['2026-11-23T09:00:00.000Z', 'te_laat', '■ te laat sinds 10:00'],
  ['2026-11-20T15:00:00.000Z', 'te_laat', '■ te laat sinds vr 20 nov 16:00'],
  ['2026-11-23T15:00:00.000Z', 'vandaag', '▲ vandaag 16:00'],
  ['2026-11-24T11:00:00.000Z', 'later', 'morgen 12:00'],
] as const)('%s is %s, in a word and a shape', (bellenVoor, kind, text) => {
  expect(deadlineKind(open(bellenVoor), now)).toBe(kind)
  expect(deadlineText(open(bellenVoor), now)).toBe(text)
})

test('what is finished is never late', () => {
  const bellenVoor = '2026-11-01T09:00:00.000Z'
  expect(deadlineText({ status: 'afgehandeld', bellenVoor }, now)).toBe('✓ afgehandeld')
  expect(deadlineText({ status: 'vervallen', bellenVoor }, now)).toBe('vervallen')
})
