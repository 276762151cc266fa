import { acceptAt, stepFor, type Batch } from '../../../src/server/sync/coverage'
import { decodeCursor, encodeCursor } from '../../../src/server/sync/cursor'
import type { ChangedRow } from '../../../src/shared/sync-protocol/row'
import type { SimLine, SimLiveDesk } from '../sim-server'
import { findActor, rowKey, type ModelEntry, type ModelState } from './model-state'

interface LiveOptions {
  readonly state: () => ModelState
  /** After so many milliseconds of this server process. */
  readonly after: (milliseconds: number, label: string, run: () => void) => void
  /** How long until the word of a commit reaches the tailer; a lost one is found by the look of each second. */
  readonly newsAfter: () => number
}

interface Desk {
  readonly line: SimLine
  readonly medewerkerId: string
  scopes: ReadonlySet<string>
  covered: number | undefined
}

/** The row that an entry names, as it is now. */
export const changedRowOf = (state: ModelState, { scope, entity, id, op }: ModelEntry): ChangedRow => {
  if (op === 'remove') return { op, scope, entity, id }
  const row = state.rows.get(rowKey(entity, id))
  if (row === undefined) throw new Error(`the log names a ${entity} that does not exist`)
  return { op, scope, entity, id, version: row.version, state: row.state }
}

/** The tailer and everybody who listens: `tail.ts` and `live-desks.ts` of the server over the model's log, with the same coverage rules. */
export const createModelLive = ({ state, after, newsAfter }: LiveOptions) => {
  const desks = new Set<Desk>()
  const newest = new Map<string, number>()
  const start = state().counter
  let tail = start
  let asked = false

  const poke = (desk: Desk): void => {
    desk.covered = undefined
    desk.line.send({ kind: 'poke' })
  }
  const review = (desk: Desk): void => {
    const scopes = findActor(state(), desk.medewerkerId)?.scopes ?? []
    if (scopes.length === desk.scopes.size && scopes.every((scope) => desk.scopes.has(scope))) return
    desk.scopes = new Set(scopes)
    desk.covered = undefined
    desk.line.send({ kind: 'rehello' })
  }
  const look = (): void => {
    asked = false
    const disk = state()
    if (disk.counter === tail) return
    const entries = [...disk.log.values()].filter(({ seq }) => seq > tail).sort((one, other) => one.seq - other.seq)
    const touched = new Map(entries.map(({ scope, seq }) => [scope, seq]))
    // The text stands for the row: a delta of the model carries the row itself.
    const rows = entries.map(({ scope, seq }, index) => ({ scope, volgnummer: seq, text: String(index) }))
    const batch: Batch = { to: disk.counter, touched, rows }
    if (entries.some(({ entity }) => entity === 'medewerker' || entity === 'afdeling')) desks.forEach(review)
    for (const desk of desks) {
      const step = stepFor(batch, desk.scopes, desk.covered)
      if (step.kind === 'nothing') continue
      if (step.kind === 'poke') {
        poke(desk)
        continue
      }
      desk.covered = step.to
      const changed = step.rows.flatMap(({ text }) => {
        const entry = entries[Number(text)]
        return entry === undefined ? [] : [changedRowOf(disk, entry)]
      })
      desk.line.send({ kind: 'delta', from: encodeCursor(step.from), to: encodeCursor(step.to), rows: changed })
    }
    for (const [scope, seq] of touched) newest.set(scope, seq)
    tail = disk.counter
  }

  return {
    wake: (): void => {
      if (asked) return
      asked = true
      after(newsAfter(), 'tail', look)
    },
    join: (line: SimLine, medewerkerId: string): SimLiveDesk => {
      const desk: Desk = {
        line,
        medewerkerId,
        scopes: new Set(findActor(state(), medewerkerId)?.scopes),
        covered: undefined,
      }
      desks.add(desk)
      return {
        at: (cursor) => {
          const at = decodeCursor(cursor, Number.MAX_SAFE_INTEGER)
          const covered = at === undefined ? undefined : acceptAt({ start, newest }, desk.scopes, at)
          if (covered === undefined) poke(desk)
          else desk.covered = covered
        },
        leave: () => desks.delete(desk),
      }
    },
  }
}
