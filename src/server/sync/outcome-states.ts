import { findIntent } from '../../shared/domain/intents'
import type { IntentOutcome, PushedIntent } from '../../shared/sync-protocol/push'
import type { Queryable } from '../db/db'
import { selectRows } from '../db/entity-rows'
import type { Actor } from './actor'

/** As an outcome is stored: the row that was in the way is about an inhabitant, and it lies in its own table already. */
export const withoutState = (outcome: IntentOutcome): IntentOutcome => withState(outcome, null)

const isConflict = (outcome: IntentOutcome) => outcome.kind === 'rejected' && outcome.error.code === 'conflict'

const withState = (outcome: IntentOutcome, current: object | null): IntentOutcome =>
  outcome.kind === 'rejected' && outcome.error.code === 'conflict'
    ? { ...outcome, error: { ...outcome.error, current } }
    : outcome

/** Stored outcomes for a desk that asks again: what was in the way is shown as it is now, when this colleague may see it. */
export const withStatesOfNow = async (
  tx: Queryable,
  tenant: string,
  actor: Actor,
  asked: readonly PushedIntent[],
  stored: readonly IntentOutcome[],
): Promise<readonly IntentOutcome[]> => {
  const complete: IntentOutcome[] = []
  for (const outcome of stored) {
    const intent = asked.find(({ no }) => no === outcome.no)
    const current = intent !== undefined && isConflict(outcome) ? await visibleState(tx, tenant, actor, intent) : null
    complete.push(withState(outcome, current))
  }
  return complete
}

const visibleState = async (
  tx: Queryable,
  tenant: string,
  { scopes }: Actor,
  { name, args }: PushedIntent,
): Promise<object | null> => {
  const intent = findIntent(name)
  const wish = intent?.parse(args)
  if (intent === undefined || wish === undefined) return null
  const { entity } = intent
  const row = (await selectRows(tx, tenant, entity, [wish.id])).get(wish.id)
  return row !== undefined && entity.scopesOf(row.state).some((scope) => scopes.includes(scope)) ? row.state : null
}
