import { expect, test } from 'vitest'
import { errorLine, errorText, errorTexts } from './errors'

test.each(Object.entries(errorTexts))('%s says what is wrong and what to do, in short sentences', (_, text) => {
  for (const sentence of Object.values(text).flatMap((part: string) => part.split(/(?<=[.?])\s/))) {
    expect(sentence).toMatch(/^[A-Z].*[.?]$/)
    expect(sentence.split(' ').length).toBeLessThanOrEqual(14)
  }
})

test('a conflict with a known reason is told precisely, another in general', () => {
  expect(errorText({ code: 'conflict', reason: 'too_many', current: 6 }).zin).toBe('U hebt al zes gesprekken open.')
  expect(errorText({ code: 'conflict', reason: 'forgotten', current: null }).doe).toMatch(/^Kijk eerst/)
  expect(errorText({ code: 'conflict', reason: 'exists', current: null })).toBe(errorTexts.conflict)
})

test.each(['too_many', 'held', 'claim_vervallen', 'afgehandeld', 'niet_geclaimd', 'forgotten', 'vervallen'])(
  'the reason %s has words of its own',
  (reason) => {
    expect(errorText({ code: 'conflict', reason, current: null })).not.toBe(errorTexts.conflict)
  },
)

test('one line holds both sentences', () => {
  expect(errorLine({ code: 'offline' })).toBe('Er is geen verbinding. U kunt doorwerken. Klaar verstuurt het later.')
})
