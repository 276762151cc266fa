import { expect, it } from 'vitest'
import { toPush } from './push-batch'

const wish = (no: number, args: unknown = null) => ({ no, name: 'n', entity: 'e', target: 't', args })
const numbers = (wishes: readonly ReturnType<typeof wish>[]) => toPush(wishes).map(({ no }) => no)

it('takes five hundred short wishes, oldest first', () => {
  const wishes = Array.from({ length: 600 }, (_, index) => wish(index + 1))
  expect(numbers(wishes)).toEqual(wishes.slice(0, 500).map(({ no }) => no))
})

it('takes what fits in 256 KB, counted as it goes over the line', () => {
  // Three bytes each.
  const long = '€'.repeat(30_000)
  expect(numbers([wish(1, long), wish(2, long), wish(3, long)])).toEqual([1, 2])
})

it('takes one that is too long by itself', () => {
  const tooLong = 'x'.repeat(300_000)
  expect(numbers([wish(1, tooLong), wish(2)])).toEqual([1])
  expect(numbers([wish(1), wish(2, tooLong), wish(3)])).toEqual([1])
})

it('fills a number that is missing, and takes nothing when there is nothing', () => {
  expect(toPush([wish(3), wish(5)])).toEqual([
    { no: 3, name: 'n', args: null },
    { no: 4, name: 'leeg', args: null },
    { no: 5, name: 'n', args: null },
  ])
  expect(toPush([])).toEqual([])
})
