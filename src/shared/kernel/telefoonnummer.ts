import { z } from 'zod'

/** E.164 with the standard's length; the one form a telefoonnummer has inside Klaar. */
export const telefoonnummerSchema = z.string().regex(/^\+[1-9][0-9]{7,14}$/)
export type Telefoonnummer = z.infer<typeof telefoonnummerSchema>

export type TelefoonnummerProblem = 'empty' | 'letters' | 'too_short' | 'too_long'

export type ParsedTelefoonnummer =
  | { readonly ok: true; readonly value: Telefoonnummer }
  | { readonly ok: false; readonly problem: TelefoonnummerProblem }

/** Reads any notation that people write (`06-12 34 56 78`, `0031 (0)6...`, `+31 348 ...`) into E.164; Dutch when no country is given. */
export const parseTelefoonnummer = (text: string): ParsedTelefoonnummer => {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: false, problem: 'empty' }
  if (/[^0-9+()\s./-]/.test(trimmed)) return { ok: false, problem: 'letters' }
  const digits = trimmed.replace(/\(0\)/g, '').replace(/[^0-9+]/g, '')
  const international = toInternational(digits)
  const dutch = international.startsWith('+31')
  // A Dutch number has nine digits behind +31, apart from the short 14xxx, 0800 and 0900 service numbers.
  const national = international.slice(3)
  const shortDutch = /^(14\d{1,4}|800\d{4,7}|90[069]\d{4,7})$/.test(national)
  if (dutch && !shortDutch && national.length < 9) return { ok: false, problem: 'too_short' }
  if (dutch && !shortDutch && national.length > 9) return { ok: false, problem: 'too_long' }
  if (international.length < 9) return { ok: false, problem: 'too_short' }
  if (international.length > 16) return { ok: false, problem: 'too_long' }
  const parsed = telefoonnummerSchema.safeParse(international)
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problem: 'letters' }
}

const toInternational = (digits: string): string => {
  if (digits.startsWith('+')) return digits
  if (digits.startsWith('00')) return `+${digits.slice(2)}`
  if (digits.startsWith('0')) return `+31${digits.slice(1)}`
  return `+31${digits}`
}

/** The number as people read it aloud: `06 1234 5678`, `0348 12 34 56`, `030 286 10 00`, `+32 470 123 456`. */
export const formatTelefoonnummer = (number: Telefoonnummer): string => {
  if (!number.startsWith('+31')) return `${number.slice(0, 3)} ${groups(number.slice(3), 3)}`
  const national = number.slice(3)
  // Municipal numbers are dialled and said without a zero in front.
  if (/^14\d{1,4}$/.test(national)) return `14 ${national.slice(2)}`
  if (national.length !== 9) return `0${national}`
  if (national.startsWith('6')) return `06 ${groups(national.slice(1), 4)}`
  const area = `0${national.slice(0, 2)}`
  if (!threeDigitAreas.has(area)) return `${area}${national.slice(2, 3)} ${groups(national.slice(3), 2)}`
  return `${area} ${national.slice(2, 5)} ${groups(national.slice(5), 2)}`
}

// Source: Nummerplan telefoon- en ISDN-diensten (Staatscourant); the other area codes have four digits.
const threeDigitAreas = new Set(
  '010 013 014 015 020 023 024 026 030 033 035 036 038 040 043 045 046 050 053 055 058 070 071 072 073 074 075 076 077 078 079 085 088 087 084'.split(
    ' ',
  ),
)

const groups = (digits: string, size: number): string =>
  digits.match(new RegExp(`.{1,${String(size)}}`, 'g'))?.join(' ') ?? ''
