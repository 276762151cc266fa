import { describe, expect, it } from 'vitest'
import { AppFailure } from '../../shared/kernel/result'
import { StartProblem, startProblemText } from './start-problem'

const known: readonly { readonly error: unknown; readonly text: string }[] = [
  { error: Object.assign(new Error(), { code: 'EADDRINUSE' }), text: 'KLAAR_WEB_PORT' },
  { error: Object.assign(new Error(), { code: 'EACCES' }), text: 'KLAAR_PROFILE_DIR' },
  { error: Object.assign(new Error(), { code: 'ENOSPC' }), text: 'schijf is vol' },
  { error: new AppFailure({ code: 'wrong_key', file: 'ontwikkelsleutel' }), text: 'beschadigd' },
  { error: new StartProblem('Zo gaat het niet.'), text: 'Zo gaat het niet.' },
]

describe('why a shell does not start', () => {
  it.each(known)('is said in a sentence that helps: $text', ({ error, text }) => {
    expect(startProblemText(error)).toContain(text)
  })

  it('is a bug when nobody can do anything about it', () => {
    expect(startProblemText(new TypeError('x is undefined'))).toBeUndefined()
  })
})
