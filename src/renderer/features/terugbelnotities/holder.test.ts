import { expect, test } from 'vitest'
import { aRegel } from '../../../../tests/support/screen-rows'
import { holderOf, mayClaim, mayHandelAf } from './holder'

const now = '2026-11-23T09:00:00.000Z'
const claimOf = (houder: string, tot: string) => ({ status: 'geclaimd', claim: { houder, token: 1, tot } }) as const

test('mine until the lease ends, then nobody is bound', () => {
  const regel = aRegel(claimOf('sanne-demo', '2026-11-23T09:15:00.000Z'))
  expect(holderOf(regel, 'sanne-demo', now)).toEqual({ kind: 'ik', tot: '10:15' })
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

test.each([
  [{ kind: 'niemand' }, true, true],
  [{ kind: 'gevraagd' }, false, true],
  [{ kind: 'ik', tot: '10:15' }, false, true],
  [{ kind: 'ander', naam: 'Piet (demo)' }, false, false],
  [{ kind: 'klaar' }, false, false],
] as const)('with %o one may claim: %s, finish: %s', (holder, claim, finish) => {
  expect(mayClaim(holder)).toBe(claim)
  expect(mayHandelAf(holder)).toBe(finish)
})
