import { expect, test } from 'vitest'
import { aDiagnose } from '../../../../tests/support/screen-rows'
import { diagnoseText } from './diagnose-text'

const now = '2026-11-23T09:00:00.000Z'
const canary = 'mw. J. Bakker 0612345678'

test('everything that helps', () => {
  expect(diagnoseText(aDiagnose(), now)).toBe(
    [
      'Klaar: stand van de verbinding (2026-11-23T09:00:00.000Z)',
      'Versie van Klaar: 0.1.0',
      'Versie van de berichten: 2',
      'Nieuws komt binnen: meteen',
      'Laatste contact: 2026-11-23T08:59:50.000Z',
      'Klok van deze computer: gelijk met de server',
      'Vergrendelt zonder contact: 2026-12-07T08:59:50.000Z',
      'Nog te versturen: 2',
      '- Gesprek registreren, sinds 2026-11-23T08:58:00.000Z, verstuurd, wacht op antwoord',
      '- Poging om te bellen vastleggen, sinds 2026-11-23T08:59:00.000Z, nog niet verstuurd',
      'Op deze computer: 3',
      '- Gemeente: kennisbank, afdelingen, collega’s, regels 148, 2026-11-23T08:59:50.000Z, ✓ gelijk, vandaag 09:30',
      '- Afdeling Burgerzaken, regels 19, 2026-11-23T08:59:50.000Z, ▲ week af, opnieuw opgehaald, vandaag 09:30',
      '- Wat u zelf maakte, regels 0, wordt opgehaald…, nog niet vergeleken',
      'Wat er misging: 1',
      '- 2026-11-23T08:40:00.000Z, offline',
    ].join('\n'),
  )
})

test('nothing of people, not even from a field that nobody foresaw', () => {
  const poisoned = {
    ...aDiagnose(),
    wachtend: [{ no: 1, naam: canary, sinds: now, verstuurd: false, args: { naam: canary } }],
    storingen: [{ op: now, code: canary, message: canary }],
    medewerker: canary,
  }
  const text = diagnoseText(poisoned, now)
  expect(text).not.toContain('Bakker')
  expect(text).not.toContain('0612345678')
  expect(text).toContain('- Wijziging, sinds')
  expect(text).toContain(`- ${now}, nog niet bekend`)
})
