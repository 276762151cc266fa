import { describe, expect, it } from 'vitest'
import { notitieWish } from '../../../tests/support/demo-rows'
import { entities, findEntity } from '../domain/entities'
import { findIntent } from '../domain/intents'
import { terugbelnotitieEntity } from '../domain/terugbelnotitie/terugbelnotitie'

const state = () => {
  const { intent, args } = notitieWish()
  const result = intent.run(undefined, args, {
    medewerkerId: 'kcc',
    now: '2026-11-23T09:00:00.000Z',
    authoritative: true,
  })
  if (!result.ok) throw new Error('a new note should fit')
  return result.value
}

describe('entities', () => {
  it('come back from their columns as they went in', () => {
    const notitie = state()
    const claimed = { ...notitie, claim: { houder: 'bz', token: 2, tot: '2026-11-23T09:15:00.000Z' } }
    for (const original of [notitie, claimed]) {
      const values = terugbelnotitieEntity.encode(original)
      const row = Object.fromEntries(terugbelnotitieEntity.columns.map(({ name }, index) => [name, values[index]]))
      expect(terugbelnotitieEntity.decode(row)).toEqual(original)
    }
  })

  it('accept JSON as text and as value, since the two databases differ there', () => {
    const row = { id: 'gemeente', openingstijden: [null, null, null, null, null, null, null], sluitingsdagen: '[]' }
    expect(findEntity('werkkalender')?.decode(row)).toMatchObject({ id: 'gemeente', sluitingsdagen: [] })
  })

  it('refuse what does not fit their schema', () => {
    expect(terugbelnotitieEntity.parse({ ...state(), telefoonnummer: '06' })).toBeUndefined()
    expect(terugbelnotitieEntity.parse({ ...state(), status: 'onbekend' })).toBeUndefined()
  })

  it('leave a field of a newer Klaar aside', () => {
    const notitie = state()
    expect(terugbelnotitieEntity.parse({ ...notitie, taal: 'nl' })).toEqual(notitie)
  })

  it('have names and tables of their own, and keep an id as key', () => {
    expect(new Set(entities.map(({ table }) => table)).size).toBe(entities.length)
    for (const entity of entities) expect(entity.columns[0]).toEqual({ name: 'id', kind: 'text' })
  })

  it('are not found by names that every object has', () => {
    expect(findEntity('constructor')).toBeUndefined()
    expect(findIntent('__proto__')).toBeUndefined()
  })
})
