import { decodeSnapshotKey, encodeCursor, encodeSnapshotKey } from '../../../src/server/sync/cursor'
import { entities } from '../../../src/shared/domain/entities'
import { fail, ok } from '../../../src/shared/kernel/result'
import type { SnapshotLine } from '../../../src/shared/sync-protocol/snapshot'
import type { SimServer } from '../sim-server'
import { changedRowOf } from './model-live'
import type { FindDesk } from './model-server'
import { findActor, type ModelEntry, type ModelState } from './model-state'

interface SnapshotOptions {
  readonly state: () => ModelState
  readonly step: (label: string) => Promise<void>
  readonly find: FindDesk
  readonly pageRows: number
}

/** Everything in one scope, piece by piece: what changes between two pieces is what the cursor in the header is for. */
export const createModelSnapshot =
  ({ state, step, find, pageRows }: SnapshotOptions): SimServer['snapshot'] =>
  async (medewerkerId, clientId, scope, after) => {
    await step('snapshot')
    const known = find(medewerkerId, clientId)
    if (!known.ok) return known
    const { actor } = known.value
    if (!actor.scopes.includes(scope)) return fail({ code: 'forbidden', action: 'scope' })
    const { epoch, counter } = state()
    const start = after === undefined ? { epoch, volgnummer: counter, entiteit: '', id: '' } : decodeSnapshotKey(after)
    const from = entities.findIndex(({ name }) => name === start?.entiteit)
    if (start?.epoch !== epoch || start.volgnummer > counter || (after !== undefined && from < 0)) {
      return fail({ code: 'resync_required' })
    }
    const lines = async function* (): AsyncGenerator<SnapshotLine> {
      yield { kind: 'header', epoch, cursor: encodeCursor(start.volgnummer) }
      let rows = 0
      for (const [index, { name }] of entities.slice(Math.max(from, 0)).entries()) {
        for (let last = index === 0 ? start.id : ''; ;) {
          await step(`scan ${name}`)
          // Over a slow line a copy takes its time, and rights go meanwhile.
          if (!(findActor(state(), medewerkerId)?.scopes.includes(scope) ?? false)) return
          const part = membersOf(state(), scope, name, last).slice(0, pageRows)
          for (const entry of part) {
            rows += 1
            const key = encodeSnapshotKey({ epoch, volgnummer: start.volgnummer, entiteit: name, id: entry.id })
            yield { kind: 'row', key, row: changedRowOf(state(), entry) }
          }
          if (part.length < pageRows) break
          last = part.at(-1)?.id ?? ''
        }
      }
      yield { kind: 'end', rows }
    }
    return ok(lines())
  }

const membersOf = (disk: ModelState, scope: string, entity: string, after: string): readonly ModelEntry[] =>
  [...disk.log.values()]
    .filter((entry) => entry.scope === scope && entry.entity === entity && entry.id > after && entry.op === 'upsert')
    .sort((one, other) => (one.id < other.id ? -1 : 1))
