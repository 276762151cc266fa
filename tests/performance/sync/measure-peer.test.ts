import { describe, expect, it } from 'vitest'
import { describeLoss } from './measure-peer'
import { createDigest, idAt } from './workload'

const digestOf = (indexes: readonly number[], text = 'woorden') => {
  const digest = createDigest()
  for (const index of indexes) digest.add(idAt(index), text)
  return digest.value()
}

describe('what a peer lost', () => {
  const all = digestOf([0, 1, 2])

  it('is nothing when both sides hold everything with the same words', () => {
    expect(describeLoss(3, all, digestOf([2, 1, 0]))).toBeUndefined()
  })

  it.each([
    ['a document that never reached the server', digestOf([0, 1]), all, 'the server holds 2 of 3'],
    ['a document that never reached the reader', all, digestOf([0, 2]), 'the reader holds 2 of 3'],
    ['one that came twice in the place of another', all, digestOf([0, 1, 1]), 'the reader holds 3 of 3'],
    ['words that changed on the way', all, digestOf([0, 1, 2], 'andere'), 'different words'],
  ])('is said: %s', (_what, server, reader, words) => {
    expect(describeLoss(3, server, reader)).toContain(words)
  })
})
