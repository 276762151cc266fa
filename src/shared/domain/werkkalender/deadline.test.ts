import { describe, expect, it } from 'vitest'
import { werkkalenderRow } from '../../../../tests/support/demo-rows'
import { toInstant } from '../../kernel/civil-time'
import { spokenMoment } from '../../kernel/dutch-time'
import { deadlineAfter } from './deadline'
import { explainDeadline } from './explain-deadline'

const feestdagen = [
  { datum: '2026-04-03', naam: 'Goede Vrijdag' },
  { datum: '2026-04-06', naam: 'Tweede Paasdag' },
  { datum: '2026-04-27', naam: 'Koningsdag' },
  { datum: '2026-12-25', naam: 'Eerste Kerstdag' },
  { datum: '2027-01-01', naam: 'Nieuwjaarsdag' },
]
const kalender = werkkalenderRow(feestdagen)

const promise = (date: string, time: string, werkdagen: number) => {
  const deadline = deadlineAfter(toInstant(date, time), werkdagen, kalender)
  return deadline === undefined ? undefined : spokenMoment(deadline.bellenVoor)
}

describe('the moment before which somebody calls', () => {
  it.each([
    ['an ordinary day', '2026-11-23', '12:00', 1, 'dinsdag 24 november 12:00'],
    ['two working days', '2026-11-23', '12:00', 2, 'woensdag 25 november 12:00'],
    ['over a weekend', '2026-11-20', '16:00', 1, 'maandag 23 november 16:00'],
    ['two days over a weekend', '2026-11-20', '16:00', 2, 'dinsdag 24 november 16:00'],
    ['a call on sunday counts from monday', '2026-11-22', '21:30', 1, 'dinsdag 24 november 08:30'],
    ['a call before opening counts from opening', '2026-11-23', '07:10', 1, 'dinsdag 24 november 08:30'],
    ['a call after closing counts from the next opening', '2026-11-23', '17:00', 1, 'woensdag 25 november 08:30'],
    ['an evening opening does not promise an evening', '2026-11-26', '19:30', 1, 'vrijdag 27 november 17:00'],
    ['into an evening opening', '2026-11-25', '16:45', 1, 'donderdag 26 november 16:45'],
    ['over Easter', '2026-04-02', '10:00', 1, 'dinsdag 7 april 10:00'],
    ['over Koningsdag', '2026-04-24', '10:00', 2, 'woensdag 29 april 10:00'],
    ['over Christmas and New Year', '2026-12-24', '10:00', 5, 'maandag 4 januari 10:00'],
    ['a call on a closing day', '2026-12-25', '10:00', 1, 'dinsdag 29 december 08:30'],
    ['over the start of summer time', '2026-03-27', '09:00', 1, 'maandag 30 maart 09:00'],
    ['over the end of summer time', '2026-10-23', '16:30', 1, 'maandag 26 oktober 16:30'],
  ])('%s', (_case, date, time, werkdagen, expected) => {
    expect(promise(date, time, werkdagen)).toBe(expected)
  })

  it('keeps the wall clock, not the number of hours, when the clock changes', () => {
    expect(deadlineAfter(toInstant('2026-03-27', '09:00'), 1, kalender)?.bellenVoor).toBe('2026-03-30T07:00:00.000Z')
    expect(toInstant('2026-03-27', '09:00')).toBe('2026-03-27T08:00:00.000Z')
  })

  it('promises nothing by a calendar without working days', () => {
    const closed = { ...kalender, openingstijden: [null, null, null, null, null, null, null] }
    expect(deadlineAfter(toInstant('2026-11-23', '12:00'), 1, closed)).toBeUndefined()
  })

  it.each([
    ['2026-11-23', 1, '1 werkdag na maandag 23 november 12:00.'],
    ['2026-11-20', 2, '2 werkdagen na vrijdag 20 november 12:00. Zaterdag en zondag tellen niet mee.'],
    ['2026-04-24', 1, '1 werkdag na vrijdag 24 april 12:00. Zaterdag, zondag en Koningsdag tellen niet mee.'],
  ])('explains itself (%s, %i)', (date, werkdagen, expected) => {
    const from = toInstant(date, '12:00')
    const deadline = deadlineAfter(from, werkdagen, kalender)
    expect(deadline === undefined ? '' : explainDeadline(from, werkdagen, deadline)).toBe(expected)
  })

  it('says that the gemeente is closed when that is why', () => {
    const from = toInstant('2026-11-22', '21:30')
    const deadline = deadlineAfter(from, 1, kalender)
    expect(deadline === undefined ? '' : explainDeadline(from, 1, deadline)).toBe(
      'De gemeente is nu dicht. 1 werkdag na maandag 23 november 08:30.',
    )
  })
})
