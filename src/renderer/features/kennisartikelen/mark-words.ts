import type { Highlighted } from '../../../shared/contract/kennisartikelen'

/** The words that the search marked somewhere in a hit, without doubles. */
export const markedWords = (...texts: readonly Highlighted[]): readonly string[] => [
  ...new Set(texts.flatMap((parts) => parts.filter((_, index) => index % 2 === 1)).map((word) => word.toLowerCase())),
]

/** Marks these words in a text, whole words only: even parts plain, odd parts marked. */
export const markWords = (text: string, words: readonly string[]): Highlighted => {
  if (words.length === 0) return [text]
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu'))
}
