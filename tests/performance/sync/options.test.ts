import { describe, expect, it } from 'vitest'
import { otherPeers, readOptions } from './options'

describe('arguments of bench:sync', () => {
  it('measures 5,000 documents beside every peer when nothing is said', () => {
    expect(readOptions([])).toEqual({
      docs: 5000,
      peers: otherPeers,
      fanout: undefined,
      embedded: false,
      json: false,
      limitSeconds: 120,
    })
  })

  it('reads a choice of peers, also none', () => {
    expect(readOptions(['--docs', '50000', '--peers', 'yjs,rxdb', '--json'])).toMatchObject({
      docs: 50_000,
      peers: ['yjs', 'rxdb'],
      json: true,
    })
    expect(readOptions(['--peers', 'geen']).peers).toEqual([])
  })

  it('measures only the fan-out when that is all that was asked', () => {
    expect(readOptions(['--fanout', '500'])).toMatchObject({ docs: undefined, fanout: 500 })
    expect(readOptions(['--fanout', '500', '--docs', '10'])).toMatchObject({ docs: 10, fanout: 500 })
  })

  it.each([
    [['--docs', '0'], '--docs is een getal vanaf 1, niet "0"'],
    [['--docs', 'veel'], '--docs is een getal vanaf 1, niet "veel"'],
    [['--fanout', '1.5'], '--fanout is een getal vanaf 1'],
    [['--peers', 'couchdb'], '--peers kent "couchdb" niet'],
    [['--doc', '10'], '--doc'],
  ])('refuses %j in words', (args, words) => {
    expect(() => readOptions(args)).toThrow(words)
  })
})
