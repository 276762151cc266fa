import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { kennisartikelEntity, type Kennisartikel } from '../../shared/domain/kennisartikel/kennisartikel'
import { saveEntities, type Writer } from '../sync/writer'
import { parseArticleLine } from './article-line'

export interface ImportResult {
  readonly imported: number
  readonly unchanged: number
  readonly skipped: number
}

export interface BadLine {
  /** Counted from 1, as an editor shows it. */
  readonly line: number
  readonly reason: string
}

// A transaction that is big enough to be fast and small enough to let desks in between.
const batchSize = 500

/**
 * Imports a JSONL file, line by line, so that its size does not matter. Good lines are stored whatever stands beside them; each bad
 * one is reported. Importing again changes only what differs. Throws when the file cannot be read.
 */
export const importArticles = async (
  file: string,
  writer: Writer,
  onBadLine: (bad: BadLine) => void,
): Promise<ImportResult> => {
  const seen = new Map<string, number>()
  let batch = new Map<string, Kennisartikel>()
  let [line, imported, unchanged, skipped] = [0, 0, 0, 0]

  const store = async (): Promise<void> => {
    const states = batch
    batch = new Map()
    const changed = await writer((unit) => saveEntities(unit, kennisartikelEntity, states))
    imported += changed
    unchanged += states.size - changed
  }
  const skip = (reason: string): void => {
    skipped += 1
    onBadLine({ line, reason })
  }

  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    line += 1
    // Some editors put a byte order mark at the start of a file.
    const content = text.replace(/^\uFEFF/, '').trim()
    if (content === '') continue
    const parsed = parseArticleLine(content)
    if (!parsed.ok) {
      skip(parsed.reason)
      continue
    }
    const { artikel } = parsed
    const earlier = seen.get(artikel.id)
    if (earlier !== undefined) {
      skip(`veld "id" is hetzelfde als op regel ${earlier}`)
      continue
    }
    seen.set(artikel.id, line)
    batch.set(artikel.id, artikel)
    if (batch.size === batchSize) await store()
  }
  await store()
  return { imported, unchanged, skipped }
}
