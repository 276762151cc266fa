import { expect, test } from 'vitest'
import { aGesprek } from '../../../../tests/support/screen-rows'
import { findFouten, firstVeld, foutenFrom, newAfronding, type Afronding } from './afronding'

const withNote = (part: Partial<Afronding> = {}): Afronding => ({
  resultaat: 'terugbelnotitie',
  berekening: undefined,
  fouten: {},
  ...part,
})

test('a gesprek that was answered needs a question and nothing else', () => {
  const afronding = newAfronding(aGesprek())
  expect(afronding.resultaat).toBe('zelf_beantwoord')
  expect(findFouten(aGesprek({ vraag: '  ' }), afronding)).toEqual({ vraag: 'Vul in wat de vraag was.' })
  expect(findFouten(aGesprek({ vraag: 'Openingstijden' }), afronding)).toEqual({})
})

test('half a number is named, also when nobody has to call back', () => {
  const gesprek = aGesprek({ vraag: 'v', telefoon: '06 12' })
  expect(findFouten(gesprek, newAfronding(gesprek))).toEqual({ telefoon: 'Dit nummer heeft te weinig cijfers.' })
})

test('a terugbelnotitie names everything that is missing at once, from top to bottom', () => {
  const fouten = findFouten(aGesprek(), withNote())
  expect(Object.keys(fouten).sort()).toEqual(['afdelingId', 'telefoon', 'vraag'])
  expect(firstVeld(fouten)).toBe('telefoon')
})

test('a terugbelnotitie needs the moment that was said', () => {
  const gesprek = aGesprek({ vraag: 'v', telefoon: '0612345678', afdelingId: 'belastingen' })
  expect(Object.keys(findFouten(gesprek, withNote()))).toEqual(['bellenVoor'])
  expect(findFouten({ ...gesprek, bellenVoor: '2026-11-24T11:00:00.000Z' }, withNote())).toEqual({})
})

test('a gesprek with an afdeling was on its way to a terugbelnotitie', () => {
  expect(newAfronding(aGesprek({ afdelingId: 'burgerzaken' })).resultaat).toBe('terugbelnotitie')
})

test('a fault of the core is shown at the field it names', () => {
  expect(foutenFrom('intern', 'max:1000')).toEqual({ intern: 'Dit is te lang. Er passen 1000 tekens in.' })
  expect(foutenFrom('iets anders', 'required')).toBeUndefined()
})
