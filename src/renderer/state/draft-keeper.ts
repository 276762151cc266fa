import type { AppError, Result } from '../../shared/kernel/result'
import { latestOnly, type LatestOnly } from './latest-only'

interface DraftKeeperOptions<Id, Draft, Saved> {
  readonly save: (id: Id, draft: Draft) => Promise<Result<Saved>>
  /** Also called when newer words are waiting already: `unsaved` tells. */
  readonly onSaved: (id: Id, saved: Saved) => void
  readonly onFailed: (id: Id, error: AppError) => void
}

/** Brings every keystroke to disk and knows which words are not there yet. */
export interface DraftKeeper<Id, Draft> {
  readonly keep: (id: Id, draft: Draft) => void
  /** What was typed and is not on disk yet: what the core tells about these fields is older than what is on the screen. */
  readonly unsaved: (id: Id) => Draft | undefined
  readonly settled: (id: Id) => Promise<void>
  /** Once more, for what could not be stored. */
  readonly retry: () => void
}

/** A draft is the fields that changed; of each the newest value counts. */
export const createDraftKeeper = <Id, Draft extends Readonly<Record<string, unknown>>, Saved>({
  save,
  onSaved,
  onFailed,
}: DraftKeeperOptions<Id, Draft, Saved>): DraftKeeper<Id, Draft> => {
  const unsaved = new Map<Id, Draft>()
  const writers = new Map<Id, LatestOnly<undefined>>()

  const write = async (id: Id): Promise<void> => {
    const sent = unsaved.get(id)
    if (sent === undefined) return
    const result = await save(id, sent)
    if (!result.ok) {
      onFailed(id, result.error)
      return
    }
    // Typed on meanwhile: those fields stay unsaved, the others are safe.
    const left = Object.entries(unsaved.get(id) ?? {}).filter(([field, value]) => sent[field] !== value)
    if (left.length === 0) unsaved.delete(id)
    // Some of the fields of a draft are a draft again.
    else unsaved.set(id, Object.fromEntries(left) as Draft)
    onSaved(id, result.value)
  }

  const writerOf = (id: Id): LatestOnly<undefined> => {
    const writer = writers.get(id) ?? latestOnly<undefined>(() => write(id))
    writers.set(id, writer)
    return writer
  }

  return {
    keep: (id, draft) => {
      unsaved.set(id, { ...unsaved.get(id), ...draft })
      writerOf(id).run(undefined)
    },
    unsaved: (id) => unsaved.get(id),
    settled: (id) => writerOf(id).settled(),
    retry: () => {
      for (const id of unsaved.keys()) writerOf(id).run(undefined)
    },
  }
}
