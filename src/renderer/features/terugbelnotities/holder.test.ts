import { expect, test } from 'vitest'
import { aRegel } from '../../../../tests/support/screen-rows'
import { holderOf, isWithColleague, mayClaim, mayGiveBack, mayHandelAf, mayHold } from './holder'

const now = '2026-11-23T09:00:00.000Z'
const claimOf = (houder: string, tot: string) => ({ status: 'geclaimd', claim: { houder, token: 1, tot } }) as const

test('mine until the lease ends, then nobody is bound', () => {
  const regel = aRegel(claimOf('sanne-demo', '2026-11-23T09:15:00.000Z'))
  expect(holderOf(regel, 'sanne-demo', now)).toEqual({ kind: 'ik', tot: '10:15', bijna: false })
  expect(holderOf(regel, 'sanne-demo', '2026-11-23T09:15:00.000Z')).toEqual({ kind: 'niemand' })
})

test('a claim is a question until the server grants it', () => {
  expect(holderOf(aRegel({ claimGevraagd: true }), 'sanne-demo', now)).toEqual({ kind: 'gevraagd' })
})

test('of a colleague the name is shown', () => {
  const regel = aRegel({ ...claimOf('piet-demo', '2026-11-23T09:15:00.000Z'), houderNaam: 'Piet (demo)' })
  expect(holderOf(regel, 'sanne-demo', now)).toEqual({ kind: 'ander', naam: 'Piet (demo)' })
})

test('a finished notitie is with nobody', () => {
  expect(holderOf(aRegel({ status: 'afgehandeld' }), 'sanne-demo', now)).toEqual({ kind: 'klaar' })
})

test('what is nearly over can be held on to', () => {
  const regel = aRegel({ ...claimOf('sanne-demo', '2026-11-23T09:04:00.000Z'), claimBijnaVerlopen: true })
  const holder = holderOf(regel, 'sanne-demo', now)
  expect(holder).toEqual({ kind: 'ik', tot: '10:04', bijna: true })
  expect(mayHold(holder)).toBe(true)
})

test.each([
  [{ kind: 'niemand' }, { claim: true, finish: true, giveBack: false, withColleague: false }],
  [{ kind: 'gevraagd' }, { claim: false, finish: true, giveBack: false, withColleague: false }],
  [
    { kind: 'ik', tot: '10:15', bijna: false },
    { claim: false, finish: true, giveBack: true, withColleague: false },
  ],
  [
    { kind: 'ik', tot: '10:15', bijna: true },
    { claim: true, finish: true, giveBack: true, withColleague: false },
  ],
  [
    { kind: 'ander', naam: 'Piet (demo)' },
    { claim: false, finish: false, giveBack: false, withColleague: true },
  ],
  [{ kind: 'klaar' }, { claim: false, finish: false, giveBack: false, withColleague: false }],
] as const)('with %o: %o', (holder, possible) => {
  expect({
    claim: mayClaim(holder),
    finish: mayHandelAf(holder),
    giveBack: mayGiveBack(holder),
    withColleague: isWithColleague(holder),
  }).toEqual(possible)
})
