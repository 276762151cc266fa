import { expect, test } from 'vitest'
import { keepUnchanged } from './keep-unchanged'

test('a row that did not change stays the same object, in the order of the new rows', () => {
  const a = { id: 'a', claim: { tot: '10:00' } }
  const b = { id: 'b', claim: { tot: '10:00' } }
  const kept = keepUnchanged(
    [a, b],
    [{ id: 'c', claim: { tot: '' } }, structuredClone(b), { ...a, claim: { tot: '11:00' } }],
  )
  expect(kept.map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  expect(kept[1]).toBe(b)
  expect(kept[2]).toEqual({ id: 'a', claim: { tot: '11:00' } })
})
