import type { Gesprek, GesprekId, GesprekTekst, GesprekTekstPatch } from '../../../shared/domain/gesprek/gesprek'
import { ok, type Result } from '../../../shared/kernel/result'
import type { AgentClient } from '../../client/agent-client'

interface SaveTekstDeps {
  readonly client: AgentClient
  readonly find: (id: GesprekId) => Gesprek | undefined
  /** What was given to the core to be wrapped up, also when its answer got lost. */
  readonly aangeboden: ReadonlyMap<GesprekId, Gesprek>
  /** This gesprek is not open any more; `isMoved` = its newest words are in a new one. */
  readonly onGone: (id: GesprekId, isMoved: boolean) => void
}

type Saved = Pick<Gesprek, 'bewaardOp'>

/**
 * Stores what was typed. When the gesprek is not open any more at the core (it was wrapped up or put away, and that answer got lost),
 * words that were part of it are safe; newer ones get a gesprek of their own.
 */
export const createSaveTekst = ({ client, find, aangeboden, onGone }: SaveTekstDeps) => {
  const moved = new Map<GesprekId, GesprekId>()

  return async (id: GesprekId, tekst: GesprekTekstPatch): Promise<Result<Saved>> => {
    const target = moved.get(id) ?? id
    const result = await client.request('gesprekken.bewaar', { id: target, tekst })
    const gesprek = find(id)
    if (result.ok || result.error.code !== 'not_found' || gesprek === undefined || target !== id) return result
    const registered = aangeboden.get(id)
    if (registered !== undefined && isPartOf(registered, tekst)) {
      onGone(id, false)
      return ok({ bewaardOp: registered.bewaardOp })
    }
    const started = await client.request('gesprekken.start', { kanaal: gesprek.kanaal })
    if (!started.ok) return started
    const newId = started.value.id
    moved.set(id, newId)
    const stored = await client.request('gesprekken.bewaar', { id: newId, tekst })
    if (stored.ok) onGone(id, true)
    return stored
  }
}

const isPartOf = (gesprek: Gesprek, tekst: GesprekTekstPatch): boolean =>
  Object.entries(tekst).every(
    ([field, value]) => JSON.stringify(gesprek[field as keyof GesprekTekst]) === JSON.stringify(value),
  )
