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
    mark: '●',
  })
})

test('no connection: since when, and that one can go on', () => {
  expect(connectionWords(status({ staat: 'geen', wachtend: 3 }), now)).toEqual({
    staat: 'Geen verbinding sinds 14:05. U kunt doorwerken.',
    wachtrij: '3 wijzigingen wachten',
    isTrouble: true,
    mark: '○',
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

test('slow is said as what it means, and busy is not "no connection"', () => {
  expect(connectionWords(status({ staat: 'traag' }), now)).toMatchObject({
    staat: 'Verbonden, maar traag. Nieuws komt wat later binnen.',
    mark: '◐',
  })
  const busy = status({ staat: 'traag', reden: { code: 'busy', retryAfterSeconds: 8 } })
  expect(connectionWords(busy, now).staat).toBe(
    'De server heeft het even druk. U kunt doorwerken. Klaar probeert het zo opnieuw.',
  )
})

test.each(['device_revoked', 'device_locked'] as const)('%s has words of its own', (code) => {
  expect(connectionWords(status({ staat: 'geen', reden: { code } }), now).staat).toMatch(/^Deze werkplek/)
})
