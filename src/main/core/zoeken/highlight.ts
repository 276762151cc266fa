import type { Highlighted } from '../../../shared/contract/kennisartikelen'
import { isMatch, type SearchPlan } from './plan'
import { wordsOf, type Word } from './words'

const fragmentLength = 150

/** A text cut into plain and matched parts, in turn: even parts plain, odd parts matched. */
export const highlight = (text: string, plan: SearchPlan): Highlighted => mark(text, matchesIn(text, plan))

/** The window of a text in which most of the search words stand, cut at words. */
export const bestFragment = (text: string, plan: SearchPlan): Highlighted => {
  const flat = text
    .replace(/^#+ |^- /gm, '')
    .replace(/\s+/g, ' ')
    .trim()
  const matches = matchesIn(flat, plan)
  const best = densestStart(matches)
  const start = best === undefined ? 0 : Math.max(0, flat.lastIndexOf(' ', Math.max(0, best - 30)) + 1)
  const cut = flat.length <= start + fragmentLength ? flat.length : flat.lastIndexOf(' ', start + fragmentLength)
  const end = cut <= start ? start + fragmentLength : cut
  const parts = mark(
    flat.slice(start, end),
    matches
      .filter((word) => word.start >= start && word.end <= end)
      .map((word) => ({ start: word.start - start, end: word.end - start })),
  )
  const opened = start > 0 ? [`… ${parts[0] ?? ''}`, ...parts.slice(1)] : parts
  return end < flat.length ? closeWithDots(opened) : opened
}

type Span = Pick<Word, 'start' | 'end'>

const matchesIn = (text: string, plan: SearchPlan): Word[] =>
  wordsOf(text).filter(({ folded }) => isMatch(plan, folded))

/** Where the window with the most different matched words begins; the first one on a tie, so that lists never flicker. */
const densestStart = (matches: readonly Word[]): number | undefined => {
  let best: { readonly start: number; readonly count: number } | undefined
  for (const [index, first] of matches.entries()) {
    const inside = matches.slice(index).filter(({ end }) => end - first.start <= fragmentLength)
    const count = new Set(inside.map(({ folded }) => folded)).size
    if (best === undefined || count > best.count) best = { start: first.start, count }
  }
  return best?.start
}

const mark = (text: string, spans: readonly Span[]): Highlighted => {
  const parts: string[] = []
  let from = 0
  for (const { start, end } of spans) {
    parts.push(text.slice(from, start), text.slice(start, end))
    from = end
  }
  parts.push(text.slice(from))
  return parts
}

// The last part is always a plain one.
const closeWithDots = (parts: Highlighted): Highlighted => [...parts.slice(0, -1), `${parts.at(-1) ?? ''} …`]
