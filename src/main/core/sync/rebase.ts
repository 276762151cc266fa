import { findIntent } from '../../../shared/domain/intents'
import type { ActContext } from '../../../shared/kernel/intent'
import { requireEntity, type EntityStore } from './entity-store'
import type { IntentTable } from './intent-table'

interface RebaseOptions {
  readonly store: Pick<EntityStore, 'settle' | 'findConfirmed' | 'showPending'>
  readonly context: () => ActContext
}

/** Shows the server's last word on one row with this desk's own wishes on top. */
export type Rebase = (entity: string, id: string) => void

export const createRebase =
  ({ store, context }: RebaseOptions, intents: Pick<IntentTable, 'of'>): Rebase =>
  (entityName, id) => {
    const entity = requireEntity(entityName)
    const waiting = intents.of(entityName, id)
    if (waiting.length === 0) {
      store.settle(entity, id)
      return
    }
    let state = store.findConfirmed(entity, id)
    for (const row of waiting) {
      // A wish that no longer fits, by its rule or after an upgrade by its shape, stays queued: the server will say so.
      const intent = findIntent(row.name)
      const parsed = intent?.parse(JSON.parse(row.args))
      const result = parsed === undefined ? undefined : intent?.run(state, parsed.args, context())
      if (result?.ok === true) state = result.value
    }
    store.showPending(entity, id, state)
  }
