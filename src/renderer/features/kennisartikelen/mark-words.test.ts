import { expect, test } from 'vitest'
import { markedWords, markWords } from './mark-words'

test('collects the marked words of a hit once', () => {
  expect(markedWords(['Een ', 'Paspoort', ' kwijt'], ['uw ', 'paspoort', ' en ', 'kaart', ''])).toEqual([
    'paspoort',
    'kaart',
  ])
})

test('marks whole words only, in any case', () => {
  expect(markWords('Kwijt? Uw ID-kaart kwijtraken, kaart.', ['kwijt', 'kaart'])).toEqual([
    '',
    'Kwijt',
    '? Uw ID-',
    'kaart',
    ' kwijtraken, ',
    'kaart',
    '.',
  ])
})

test('signs in a word are signs', () => {
  expect(markWords('kosten (euro)', ['(euro'])).toEqual(['kosten ', '(euro', ')'])
  expect(markWords('a+b', ['a+b'])).toEqual(['', 'a+b', ''])
  expect(markWords('niets', [])).toEqual(['niets'])
})
