import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { artikelRow } from '../../../../tests/support/demo-rows'
import { openMigrated } from '../../../../tests/support/test-desk'
import { kennisartikelEntity, type Kennisartikel } from '../../../shared/domain/kennisartikel/kennisartikel'
import { createEntityStore } from '../sync/entity-store'
import { createKennisIndex, projectKennisartikelen } from './kennis-index'

const artikelen: readonly Kennisartikel[] = [
  artikelRow('a-paspoort', 'Wat kost een paspoort?', 'Een paspoort kost geld. Neem een pasfoto mee.'),
  artikelRow(
    'b-kwijt',
    'Wat moet ik doen als mijn identiteitskaart kwijt is?',
    'Meld het bij uw gemeente.',
    '2026-03-01',
  ),
  artikelRow(
    'c-afval',
    'Wanneer wordt grofvuil opgehaald?',
    'Maak een afspraak voor grofvuil. Een paspoort is niet nodig.',
  ),
  artikelRow('d-huwelijk', 'Hoe geef ik mijn huwelijk door?', 'Trouwen in België of met een coördinator: meld het.'),
]

const createFilled = () => {
  const db = openMigrated('cache')
  const store = createEntityStore(db)
  const index = createKennisIndex(db)
  store.project(kennisartikelEntity, projectKennisartikelen(index))
  for (const artikel of artikelen) store.confirm(kennisartikelEntity, artikel.id, artikel)
  return { store, index, ids: (query: string) => index.search(query, 10).map(({ id }) => id) }
}

describe('searching the kennisbank', () => {
  it('finds while typing, a title before a text', () => {
    const { ids } = createFilled()
    expect(ids('pasp')).toEqual(['a-paspoort', 'c-afval'])
    expect(ids('identiteitsk')).toEqual(['b-kwijt'])
  })

  it('finds a citizen’s sentence by the words that matter', () => {
    expect(createFilled().ids('hallo ik ben mijn identiteitskaart kwijt, wat nu')[0]).toBe('b-kwijt')
  })

  it('does not mind accents and capitals', () => {
    expect(createFilled().ids('COORDINATOR')).toEqual(['d-huwelijk'])
    expect(createFilled().ids('belgië')).toEqual(['d-huwelijk'])
  })

  it('marks what was found, in title and fragment', () => {
    const [hit] = createFilled().index.search('grofvu', 10)
    expect(hit?.titel).toEqual(['Wanneer wordt ', 'grofvuil', ' opgehaald?'])
    expect(hit?.fragment.filter((_part, index) => index % 2 === 1)).toEqual(['grofvuil'])
  })

  it('is empty for nothing, and for what is nowhere', () => {
    const { ids } = createFilled()
    for (const query of ['', '   ', '?!', '"', '🙂', 'xyzzy']) expect(ids(query)).toEqual([])
  })

  it('follows changes and removals of articles', () => {
    const { store, index, ids } = createFilled()
    store.confirm(
      kennisartikelEntity,
      'a-paspoort',
      artikelRow('a-paspoort', 'Reisdocument aanvragen', 'Neem geld mee.'),
    )
    store.confirm(kennisartikelEntity, 'c-afval', undefined)
    expect(ids('paspoort')).toEqual([])
    expect(ids('reisdocument')).toEqual(['a-paspoort'])
    expect(index.count()).toBe(3)
  })

  it('takes any text as a query, also one of ten thousand characters', () => {
    const { index } = createFilled()
    expect(index.search('paspoort '.repeat(1200).slice(0, 10_000), 10).length).toBeGreaterThan(0)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (query) => {
        for (const { titel } of index.search(query, 10)) {
          expect(artikelen.some((artikel) => artikel.titel === titel.join(''))).toBe(true)
        }
      }),
    )
  })

  it('gives the same list for the same words, every time', () => {
    const { ids } = createFilled()
    fc.assert(
      fc.property(fc.constantFrom('wat', 'paspoort', 'kwijt meld', 'een '), (query) => {
        expect(ids(query)).toEqual(ids(query))
      }),
    )
  })
})
