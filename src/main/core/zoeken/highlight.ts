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
  const inside = new Map<string, number>()
  let best: { readonly start: number; readonly count: number } | undefined
  let left = 0
  for (const last of matches) {
    inside.set(last.folded, (inside.get(last.folded) ?? 0) + 1)
    for (
      let first = matches[left];
      first !== undefined && last.end - first.start > fragmentLength;
      first = matches[left]
    ) {
      const times = inside.get(first.folded) ?? 0
      if (times > 1) inside.set(first.folded, times - 1)
      else inside.delete(first.folded)
      left += 1
    }
    const start = matches[left]?.start
    if (start !== undefined && (best === undefined || inside.size > best.count)) best = { start, count: inside.size }
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
