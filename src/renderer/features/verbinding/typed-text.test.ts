import { expect, test } from 'vitest'
import { findIntent } from '../../../shared/domain/intents'
import { getypteVelden, intentTexts } from '../../texts/verbinding'
import { notitieOf, typedFields, typedText } from './typed-text'

test('every word that was typed, with the name of its field, and nothing else', () => {
  const args = {
    id: '0199',
    naam: 'mw. Bakker',
    telefoonnummer: '+31612345678',
    gevraagdeHandeling: 'Bellen.',
    bellenVoor: '2026-11-24T11:00:00.000Z',
    toelichting: '',
  }
  expect(typedText({ naam: 'terugbelnotitie.create', args })).toBe(
    'Wie: mw. Bakker\nTelefoon: 06 1234 5678\nWaarover: Bellen.',
  )
})

test('an empty field can be filled in later, so it is there', () => {
  const fields = typedFields({ naam: 'terugbelnotitie.handelAf', args: { id: '0199' } })
  expect(fields).toEqual([expect.objectContaining({ veld: 'uitkomst', waarde: '' })])
})

test('texts of an intent that is not known here are shown all the same, without keys and moments', () => {
  const args = { id: '0199', klantId: 'k:1', belOp: '2026-11-24T11:00:00.000Z', verhaal: 'Belt morgen.' }
  expect(typedText({ naam: 'nieuw.ding', args })).toBe('verhaal: Belt morgen.')
})

test.each([null, undefined, 'tekst', 3])('%s holds no fields', (args) => {
  expect(typedText({ naam: 'terugbelnotitie.handelAf', args })).toBe('')
})

test('which notitie it is about', () => {
  expect(notitieOf({ naam: 'terugbelnotitie.handelAf', args: { id: '0199' } })).toBe('0199')
  expect(notitieOf({ naam: 'terugbelnotitie.create', args: { id: '0199' } })).toBeUndefined()
  expect(notitieOf({ naam: 'contactmoment.registreer', args: { id: '0199' } })).toBeUndefined()
})

test('every intent that has words or fields here exists', () => {
  const named = [...Object.keys(intentTexts), ...Object.keys(getypteVelden)]
  expect(named.filter((naam) => findIntent(naam) === undefined)).toEqual([])
})
