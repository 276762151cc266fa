import type { Instant } from '../../../src/shared/kernel/clock'
import type { AnyEntity } from '../../../src/shared/kernel/entity'
import type { UnitOfWork } from '../../../src/server/sync/unit-of-work'
import { entryKey, rowKey, type ModelClient, type ModelEntry, type ModelRow, type ModelState } from './model-state'

/** Two transactions wait for each other: the database ends one of them. */
export class Clash extends Error {}

/** One transaction that is under way: what it locked and what it wants to change. */
export interface ModelTx extends UnitOfWork {
  readonly now: Instant
  readonly lock: (key: string) => Promise<void>
  /** Row by key, locked and without waiting; undefined when somebody else has it. */
  readonly tryLock: (key: string) => boolean
  readonly saveClient: (id: string, client: ModelClient) => void
  /** Done together with the commit. */
  readonly alongside: (write: (state: ModelState) => void) => void
  /** Writes what changed, takes the counter, logs, commits. Returns the entries. */
  readonly commit: () => Promise<readonly ModelEntry[]>
  readonly rollback: () => void
}

interface Running {
  readonly held: Set<string>
  waitsFor: Running | undefined
}

/** `late` = locked and taken last, as the server does. `early` = a sequence: nobody waits for whoever took a number. */
export type CounterScheme = 'late' | 'early'

interface TransactionsOptions {
  readonly state: () => ModelState
  readonly now: () => Instant
  /** A numbered step: other transactions go on meanwhile, and the server may die here. */
  readonly step: (label: string) => Promise<void>
  readonly counter: CounterScheme
}

const tellerKey = 'teller'

/** Transactions of one server process, with row locks and the counter, each part a step of its own. Gone with the process. */
export const createModelTransactions = ({ state, now, step, counter }: TransactionsOptions) => {
  const owners = new Map<string, Running>()
  const waiting = new Map<string, (() => void)[]>()
  let sequence = state().counter

  const isCycle = (from: Running, to: Running): boolean => {
    for (let at: Running | undefined = to; at !== undefined; at = at.waitsFor) if (at === from) return true
    return false
  }
  const lock = async (running: Running, key: string): Promise<void> => {
    for (;;) {
      const owner = owners.get(key)
      if (owner === undefined || owner === running) break
      if (isCycle(running, owner)) throw new Clash()
      running.waitsFor = owner
      await new Promise<void>((resolve) => {
        waiting.set(key, [...(waiting.get(key) ?? []), resolve])
      })
      running.waitsFor = undefined
    }
    owners.set(key, running)
    running.held.add(key)
  }
  const release = (running: Running): void => {
    for (const key of running.held) {
      owners.delete(key)
      const waiters = waiting.get(key) ?? []
      waiting.delete(key)
      for (const wake of waiters) wake()
    }
    running.held.clear()
  }

  return async (): Promise<ModelTx> => {
    await step('begin')
    const running: Running = { held: new Set(), waitsFor: undefined }
    const loaded = new Map<
      string,
      {
        readonly entity: AnyEntity
        readonly id: string
        readonly stored: ModelRow | undefined
        state: object | undefined
      }
    >()
    const clients = new Map<string, ModelClient>()
    const alongside: ((state: ModelState) => void)[] = []
    const require = (entity: AnyEntity, id: string) => {
      const row = loaded.get(rowKey(entity.name, id))
      if (row === undefined) throw new Error(`${entity.name} was not loaded in this transaction`)
      return row
    }
    return {
      now: now(),
      lock: (key) => lock(running, key),
      tryLock: (key) => {
        const owner = owners.get(key)
        if (owner !== undefined && owner !== running) return false
        owners.set(key, running)
        running.held.add(key)
        return true
      },
      load: async (entity, ids) => {
        const missing = [...new Set(ids)].filter((id) => !loaded.has(rowKey(entity.name, id)))
        if (missing.length > 0) await step(`lock ${entity.name}`)
        for (const key of missing.map((id) => rowKey(entity.name, id)).sort()) {
          // Only rows that exist can be locked.
          if (state().rows.has(key)) await lock(running, key)
        }
        for (const id of missing) {
          const key = rowKey(entity.name, id)
          const stored = state().rows.get(key)
          loaded.set(key, { entity, id, stored, state: stored?.state })
        }
      },
      find: (entity, id) => require(entity, id).state,
      save: (entity, id, next) => {
        require(entity, id).state = next
      },
      saveClient: (id, client) => {
        clients.set(id, client)
      },
      alongside: (write) => {
        alongside.push(write)
      },
      commit: async () => {
        const changed = [...loaded.values()].filter(
          ({ entity, stored, state: next }) => !isSame(entity, stored?.state, next),
        )
        const fresh = changed.flatMap(entriesOf)
        let first = 0
        // A new row starts above the counter, so that one that is made again never repeats a version.
        const firstVersion = state().counter + 1
        if (fresh.length > 0) {
          await step('counter')
          if (counter === 'late') {
            await lock(running, tellerKey)
            first = state().counter + 1
          } else {
            first = Math.max(sequence, state().counter) + 1
            sequence = first + fresh.length - 1
          }
        }
        await step('commit')
        const entries = fresh.map((entry, index): ModelEntry => ({ ...entry, seq: first + index }))
        const disk = state()
        for (const { entity, id, stored, state: next } of changed) {
          const key = rowKey(entity.name, id)
          // Two inserts of one id at once: the database refuses the second.
          if (stored === undefined && disk.rows.has(key)) {
            release(running)
            throw new Clash()
          }
          if (next === undefined) disk.rows.delete(key)
          else
            disk.rows.set(key, {
              entity: entity.name,
              id,
              version: stored === undefined ? firstVersion : stored.version + 1,
              state: next,
            })
        }
        for (const entry of entries) disk.log.set(entryKey(entry.scope, entry.entity, entry.id), entry)
        if (entries.length > 0) disk.counter = Math.max(disk.counter, first + entries.length - 1)
        for (const [id, client] of clients) disk.clients.set(id, client)
        for (const write of alongside) write(disk)
        release(running)
        return entries
      },
      rollback: () => {
        release(running)
      },
    }
  }
}

const isSame = (entity: AnyEntity, one: object | undefined, other: object | undefined): boolean =>
  one === undefined || other === undefined
    ? one === other
    : one === other || JSON.stringify(entity.encode(one)) === JSON.stringify(entity.encode(other))

const entriesOf = ({
  entity,
  id,
  stored,
  state,
}: {
  readonly entity: AnyEntity
  readonly id: string
  readonly stored: ModelRow | undefined
  readonly state: object | undefined
}): readonly Omit<ModelEntry, 'seq'>[] => {
  const before = stored === undefined ? [] : entity.scopesOf(stored.state)
  const now = new Set(state === undefined ? [] : entity.scopesOf(state))
  const entry = (scope: string, op: ModelEntry['op']) => ({ scope, entity: entity.name, id, op })
  return [
    ...[...now].map((scope) => entry(scope, 'upsert')),
    ...before.filter((scope) => !now.has(scope)).map((scope) => entry(scope, 'remove')),
  ]
}
