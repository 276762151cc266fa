import { expect, test } from 'vitest'
import { veldFout } from './gesprekken'

test.each([
  ['antwoord', 'max:1000', 'Dit is te lang. Er passen 1000 tekens in.'],
  ['vraag', 'required', 'Vul in wat de vraag was.'],
  ['telefoon', 'required', 'Vul een telefoonnummer in.'],
  ['telefoon', 'too_long', 'Dit nummer heeft te veel cijfers.'],
  ['afdelingId', 'required', 'Kies welke afdeling terugbelt.'],
])('%s with rule %s', (veld, rule, text) => {
  expect(veldFout(veld, rule)).toBe(text)
})
