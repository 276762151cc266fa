import { describe, expect, it } from 'vitest'
import { formatTelefoonnummer, parseTelefoonnummer } from './telefoonnummer'

describe('telefoonnummer', () => {
  it.each([
    ['0612345678', '+31612345678'],
    ['06-12 34 56 78', '+31612345678'],
    ['06.1234.5678', '+31612345678'],
    ['+31 6 12345678', '+31612345678'],
    ['0031612345678', '+31612345678'],
    ['0031 (0)6 12345678', '+31612345678'],
    ['(0348) 12 34 56', '+31348123456'],
    ['030-286 10 00', '+31302861000'],
    ['14 0348', '+31140348'],
    ['0800 1351', '+318001351'],
    ['+32 470 12 34 56', '+32470123456'],
  ])('reads %s', (typed, expected) => {
    expect(parseTelefoonnummer(typed)).toEqual({ ok: true, value: expected })
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['06 1234', 'too_short'],
    ['06 1234 56789', 'too_long'],
    ['+1234', 'too_short'],
    ['+1234567890123456789', 'too_long'],
    ['bel mij', 'letters'],
    ['06 1234 5678 thuis', 'letters'],
    ['📞', 'letters'],
  ])('says what is wrong with "%s"', (typed, problem) => {
    expect(parseTelefoonnummer(typed)).toEqual({ ok: false, problem })
  })

  it.each([
    ['+31612345678', '06 1234 5678'],
    ['+31302861000', '030 286 10 00'],
    ['+31348123456', '0348 12 34 56'],
    ['+31140348', '14 0348'],
    ['+32470123456', '+32 470 123 456'],
  ])('shows %s as %s', (number, shown) => {
    expect(formatTelefoonnummer(number)).toBe(shown)
  })
})
