import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestFragment, highlight } from './highlight'
import { planSearch } from './plan'

const plan = (query: string) => {
  const planned = planSearch(query)
  if (planned === undefined) throw new Error('nothing to look for')
  return planned
}

describe('what is shown of a found article', () => {
  it('marks whole words and the beginning that is being typed', () => {
    expect(highlight('Paspoort en paspoorthouder', plan('paspoort '))).toEqual(['', 'Paspoort', ' en paspoorthouder'])
    expect(highlight('Paspoort en paspoorthouder', plan('pasp'))).toEqual([
      '',
      'Paspoort',
      ' en ',
      'paspoorthouder',
      '',
    ])
  })

  it('shows the place where most of the search words stand together', () => {
    const text = `paspoort ${'ander '.repeat(60)}paspoort kwijt bij vermissing ${'ander '.repeat(60)}kwijt`
    expect(bestFragment(text, plan('paspoort kwijt vermissing ')).join('')).toContain('paspoort kwijt bij vermissing')
  })

  it('cuts at words, leaves out headings and says that there is more', () => {
    const text = `## Kop\n\n- Een ${'langwoord '.repeat(40)}`
    const fragment = bestFragment(text, plan('kop ')).join('')
    expect(fragment.startsWith('Kop Een langwoord')).toBe(true)
    expect(fragment.endsWith('langwoord …')).toBe(true)
  })

  it('never changes the text itself', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.constantFrom('a', 'ab c', 'e '),
        (text, query) => {
          expect(highlight(text, plan(query)).join('')).toBe(text)
          const words = bestFragment(text, plan(query)).join('').replace(/^… /, '').replace(/ …$/, '')
          expect(text.replace(/^#+ |^- /gm, '').replace(/\s+/g, ' ')).toContain(words)
        },
      ),
    )
  })
})
