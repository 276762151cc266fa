import type { AnyEntity } from '../../shared/kernel/entity'
import type { Db, Queryable } from '../db/db'
import type { Changes, Commit } from './changes'
import { createUnitOfWork, isSameState, type UnitOfWork } from './unit-of-work'

/** One transaction that changes entities: `work` decides, then everything is written and logged, and after the commit announced. */
export type Writer = <T>(work: (unit: UnitOfWork, tx: Queryable) => Promise<T>) => Promise<T>

export const createWriter =
  (db: Db, tenant: string, changes: Changes): Writer =>
  async <T>(work: (unit: UnitOfWork, tx: Queryable) => Promise<T>) => {
    const done = await db.transaction(async (tx): Promise<{ readonly value: T; readonly commit: Commit }> => {
      const unit = createUnitOfWork(tx, tenant)
      const value = await work(unit, tx)
      return { value, commit: await unit.flush() }
    })
    changes.publish(done.commit)
    return done.value
  }

/** Saves states that the server itself makes (seed, import), by id. Returns how many differ from what was there. */
export const saveEntities = async (
  unit: UnitOfWork,
  entity: AnyEntity,
  states: ReadonlyMap<string, object>,
): Promise<number> => {
  await unit.load(entity, [...states.keys()])
  let changed = 0
  for (const [id, state] of states) {
    if (!isSameState(entity, unit.find(entity, id), state)) changed += 1
    unit.save(entity, id, state)
  }
  return changed
}
