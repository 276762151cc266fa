import { expect, test } from 'vitest'
import type { Aandachtspunt } from '../../../shared/contract/verbinding'
import { foutenIn, startBewerking, withBewerking } from './bewerking'

const args = {
  id: '0199',
  afdelingId: 'burgerzaken',
  naam: 'mw. Bakker',
  telefoonnummer: '+31612345678',
  gevraagdeHandeling: 'Bellen.',
  toelichting: '',
}
const punt: Aandachtspunt = {
  no: 7,
  naam: 'terugbelnotitie.create',
  error: { code: 'forbidden', action: 'terugbelnotitie.create' },
  args,
  at: '2026-11-23T08:30:00.000Z',
}
const changed = (velden: Readonly<Record<string, string>>) => {
  const start = startBewerking(punt)
  return { ...start, velden: { ...start.velden, ...velden } }
}

test('what nobody touched goes back exactly as it was', () => {
  expect(withBewerking(punt, startBewerking(punt))).toEqual(args)
})

test('only the words that changed are others, and a number is a number again', () => {
  const bewerking = changed({ telefoonnummer: '030-286 10 00', toelichting: ' Na vier uur. ' })
  expect(foutenIn(punt, bewerking)).toEqual({})
  expect(withBewerking(punt, bewerking)).toEqual({
    ...args,
    telefoonnummer: '+31302861000',
    toelichting: 'Na vier uur.',
  })
})

test('what does not fit is said at its field', () => {
  const bewerking = changed({ telefoonnummer: '06 12', gevraagdeHandeling: ' ', toelichting: 'x'.repeat(1001) })
  expect(foutenIn(punt, bewerking)).toEqual({
    telefoonnummer: 'Dit nummer heeft te weinig cijfers.',
    gevraagdeHandeling: 'Dit mag niet leeg zijn.',
    toelichting: 'Dit is te lang. Er passen 1000 tekens in.',
  })
})

test('a contactmoment may be without a number', () => {
  const moment = { ...punt, naam: 'contactmoment.registreer', args: { onderwerp: 'Vraag', telefoonnummer: null } }
  const start = startBewerking(moment)
  expect(foutenIn(moment, start)).toEqual({})
  expect(withBewerking(moment, start)).toEqual(moment.args)
})
