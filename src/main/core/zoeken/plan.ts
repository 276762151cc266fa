import { wordsOf } from './words'

/** What is looked for: whole words, and the one still being typed, which may be the start of any word. */
export interface SearchPlan {
  readonly whole: readonly string[]
  readonly typing: string | undefined
}

// Nobody types more that matters; a pasted page must not become a query of ten thousand terms.
const maxTerms = 24

// Words that stand in nearly every question. Source: frequency order of general Dutch.
const fillers = new Set(
  'de het een en of ik je jij u uw mijn wij we is ben zijn was heb heeft hebben kan kunnen mag moet moeten wil wat wie waar wanneer hoe welke er dat die dit deze van voor met in op aan te bij om naar uit als dan ook niet nog al door over mij me'.split(
    ' ',
  ),
)

/** Reads a query. Undefined when it holds nothing to look for. A trailing separator says that the last word is complete. */
export const planSearch = (query: string): SearchPlan | undefined => {
  const words = wordsOf(query.slice(-10_000)).map(({ folded }) => folded)
  const last = words.at(-1)
  if (last === undefined) return undefined
  const complete = /[^\p{L}\p{N}\p{M}]$/u.test(query)
  const before = complete ? words : words.slice(0, -1)
  const typing = complete ? undefined : last
  const meaningful = [...new Set(before.filter((word) => !fillers.has(word)))].slice(0, maxTerms)
  // A question of only fillers still means something to who types it.
  const whole =
    meaningful.length === 0 && (typing === undefined || fillers.has(typing))
      ? [...new Set(before)].slice(0, maxTerms)
      : meaningful
  // A filler being typed ("is", "de") would open every word that starts so and drown what was asked.
  const useful = typing !== undefined && whole.length > 0 && fillers.has(typing) ? undefined : typing
  return whole.length === 0 && useful === undefined ? undefined : { whole, typing: useful }
}

/** The plan in FTS5's query language. Terms are quoted letters and digits, so nothing typed can be syntax. */
export const toFtsQuery = ({ whole, typing }: SearchPlan): string =>
  [...whole.map((word) => `"${word}"`), ...(typing === undefined ? [] : [`"${typing}"*`])].join(' OR ')

/** Whether a word of a text is one that the plan looks for. */
export const isMatch = ({ whole, typing }: SearchPlan, folded: string): boolean =>
  whole.includes(folded) || (typing !== undefined && folded.startsWith(typing))
