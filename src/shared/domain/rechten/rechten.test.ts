import { describe, expect, it } from 'vitest'
import { rolSchema } from '../medewerker/medewerker'
import { mayAct, mayDo, scopesFor } from './rechten'

const afdelingen = ['belastingen', 'burgerzaken', 'kcc']

describe('rights', () => {
  it('lets the front office see every afdeling and a behandelaar only its own', () => {
    expect(scopesFor({ id: 'a', rol: 'telefonist', afdelingId: 'kcc' }, afdelingen)).toEqual([
      't',
      'u:a',
      'afd:belastingen',
      'afd:burgerzaken',
      'afd:kcc',
    ])
    expect(scopesFor({ id: 'b', rol: 'behandelaar', afdelingId: 'burgerzaken' }, afdelingen)).toEqual([
      't',
      'u:b',
      'afd:burgerzaken',
    ])
  })

  it.each([
    ['telefonist', true],
    ['balie', true],
    ['behandelaar', true],
    ['teamleider', true],
    ['redacteur', false],
    ['beheerder', false],
  ] as const)('decides for every role whether it works on notes: %s', (rol, allowed) => {
    expect(mayDo(rol, 'terugbelnotitie.claim')).toBe(allowed)
  })

  it('denies what it does not know', () => {
    for (const rol of rolSchema.options) expect(mayDo(rol, 'tenant.delete')).toBe(false)
    expect(mayDo('telefonist', 'constructor')).toBe(false)
  })

  it('refuses to touch what one may not see', () => {
    const held = ['t', 'u:b', 'afd:burgerzaken']
    expect(mayAct({ rol: 'behandelaar' }, held, 'terugbelnotitie.claim', ['afd:burgerzaken', 'u:a'])).toBe(true)
    expect(mayAct({ rol: 'behandelaar' }, held, 'terugbelnotitie.claim', ['afd:belastingen', 'u:a'])).toBe(false)
  })
})
