import { rowHash } from '../../../src/shared/node/row-hash'
import type { ScopeSum } from '../../../src/shared/sync-protocol/pull'
import { rowKey, type ModelState } from './model-state'

/** What a desk must hold of these scopes. */
export const sumsOf = (disk: ModelState, scopes: readonly string[]): ScopeSum[] => {
  const sums = new Map<string, { scope: string; entity: string; rows: number; sum: number }>()
  for (const { scope, entity, id, op } of disk.log.values()) {
    if (op === 'remove' || !scopes.includes(scope)) continue
    const key = `${scope}|${entity}`
    const known = sums.get(key) ?? { scope, entity, rows: 0, sum: 0 }
    const version = disk.rows.get(rowKey(entity, id))?.version ?? 0
    sums.set(key, { ...known, rows: known.rows + 1, sum: known.sum + rowHash(entity, id, version) })
  }
  return [...sums.values()].map(({ sum, ...rest }) => ({ ...rest, sum: String(sum) }))
}
