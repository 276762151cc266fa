import { expect, test } from 'vitest'
import { typedText } from './typed-text'

test('every word that was typed, with the name of its field, and nothing else', () => {
  expect(
    typedText({ id: '0199', uitkomst: 'Gesproken.', naam: 'mw. Bakker', toelichting: '', artikelIds: ['vac-1'] }),
  ).toBe('Wie: mw. Bakker\nUitkomst: Gesproken.')
})

test.each([null, undefined, 'tekst', 3])('%s holds no fields', (args) => {
  expect(typedText(args)).toBe('')
})
