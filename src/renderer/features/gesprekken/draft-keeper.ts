import type { GesprekId, GesprekTekst, GesprekTekstPatch } from '../../../shared/domain/gesprek/gesprek'
import type { Instant } from '../../../shared/kernel/clock'
import type { AppError, Result } from '../../../shared/kernel/result'
import { latestOnly, type LatestOnly } from '../../state/latest-only'

interface DraftKeeperOptions {
  readonly save: (id: GesprekId, tekst: GesprekTekstPatch) => Promise<Result<{ readonly bewaardOp: Instant }>>
  readonly onSaved: (id: GesprekId, bewaardOp: Instant) => void
  readonly onFailed: (id: GesprekId, error: AppError) => void
}

/** Brings every keystroke to disk and knows which words are not there yet. */
export interface DraftKeeper {
  readonly keep: (id: GesprekId, tekst: GesprekTekstPatch) => void
  /** What was typed and is not on disk yet: what the core tells about these fields is older than what is on the screen. */
  readonly unsaved: (id: GesprekId) => GesprekTekstPatch
  readonly settled: (id: GesprekId) => Promise<void>
  /** Once more, for what could not be stored. */
  readonly retry: () => void
}

type Field = keyof GesprekTekst

export const createDraftKeeper = ({ save, onSaved, onFailed }: DraftKeeperOptions): DraftKeeper => {
  const unsaved = new Map<GesprekId, GesprekTekstPatch>()
  const writers = new Map<GesprekId, LatestOnly<undefined>>()

  const write = async (id: GesprekId): Promise<void> => {
    const sent = unsaved.get(id)
    if (sent === undefined) return
    const result = await save(id, sent)
    if (!result.ok) {
      onFailed(id, result.error)
      return
    }
    const now = unsaved.get(id) ?? {}
    // Typed on meanwhile: those fields stay unsaved, the others are safe.
    const left = Object.entries(now).filter(([field, value]) => sent[field as Field] !== value)
    if (left.length === 0) unsaved.delete(id)
    else unsaved.set(id, Object.fromEntries(left))
    onSaved(id, result.value.bewaardOp)
  }

  const writerOf = (id: GesprekId): LatestOnly<undefined> => {
    const writer = writers.get(id) ?? latestOnly<undefined>(() => write(id))
    writers.set(id, writer)
    return writer
  }

  return {
    keep: (id, tekst) => {
      unsaved.set(id, { ...unsaved.get(id), ...tekst })
      writerOf(id).run(undefined)
    },
    unsaved: (id) => unsaved.get(id) ?? {},
    settled: (id) => writerOf(id).settled(),
    retry: () => {
      for (const id of unsaved.keys()) writerOf(id).run(undefined)
    },
  }
}
