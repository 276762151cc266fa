import { expect, test } from 'vitest'
import type { VerbindingStatus } from '../../../shared/contract/verbinding'
import { connectionWords } from './connection-words'

const now = '2026-11-23T13:10:00.000Z'
const status = (part: Partial<VerbindingStatus>): VerbindingStatus => ({
  staat: 'verbonden',
  sinds: '2026-11-23T13:05:00.000Z',
  laatsteContact: now,
  wachtend: 0,
  aandacht: 0,
  eersteKopie: false,
  reden: null,
  ...part,
})

test('all is well', () => {
  expect(connectionWords(status({}), now)).toEqual({
    staat: 'Verbonden',
    wachtrij: 'Alles verstuurd',
    isTrouble: false,
  })
})

test('no connection: since when, and that one can go on', () => {
  expect(connectionWords(status({ staat: 'geen', wachtend: 3 }), now)).toEqual({
    staat: 'Geen verbinding sinds 14:05. U kunt doorwerken.',
    wachtrij: '3 wijzigingen wachten',
    isTrouble: true,
  })
})

test('since another day is said with the day, and one change is one', () => {
  const words = connectionWords(status({ staat: 'geen', sinds: '2026-11-22T08:00:00.000Z', wachtend: 1 }), now)
  expect(words.staat).toBe('Geen verbinding sinds gisteren 09:00. U kunt doorwerken.')
  expect(words.wachtrij).toBe('1 wijziging wacht')
})

test('a reason of the server goes before the bare fact', () => {
  const words = connectionWords(status({ staat: 'geen', reden: { code: 'signed_out' } }), now)
  expect(words.staat).toBe('U bent niet meer aangemeld bij de server. Meld u opnieuw aan. Uw tekst is bewaard.')
})
