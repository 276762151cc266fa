import { expect, test } from 'vitest'
import { controleInWoorden, deelNaam, klokInWoorden } from './diagnose-words'

test.each([
  [null, 'nog niet bekend', false],
  [800, 'gelijk met de server', false],
  [-1999, 'gelijk met de server', false],
  [45_000, '45 seconden voor', false],
  [-120_000, '2 minuten achter', false],
  [121_000, '2 minuten voor', true],
  [-3 * 3_600_000, '3 uur achter', true],
] as const)('a clock that differs %s ms', (verschil, stand, isAdvised) => {
  const words = klokInWoorden(verschil)
  expect(words.stand).toBe(stand)
  expect(words.advies !== undefined).toBe(isAdvised)
})

const deel = {
  soort: 'afdeling',
  naam: 'Burgerzaken',
  rijen: 4,
  bijgewerktOp: null,
  controle: 'klopt',
  gecontroleerdOp: '2026-11-23T08:00:00.000Z',
} as const

test('a part by kind and name, and whether it is the same', () => {
  const now = '2026-11-23T09:00:00.000Z'
  expect(deelNaam(deel)).toBe('Afdeling Burgerzaken')
  expect(deelNaam({ ...deel, soort: 'eigen', naam: null })).toBe('Wat u zelf maakte')
  expect(controleInWoorden(deel, now)).toBe('✓ gelijk, vandaag 09:00')
  expect(controleInWoorden({ ...deel, controle: 'nog_niet', gecontroleerdOp: null }, now)).toBe('nog niet vergeleken')
})
