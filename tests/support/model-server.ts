import { randomUUID } from 'node:crypto'
import type { ServerLink } from '../../src/main/core/sync/ports'
import { findIntent } from '../../src/shared/domain/intents'
import { findEntity } from '../../src/shared/domain/entities'
import type { Clock } from '../../src/shared/kernel/clock'
import { AppFailure, type AppError } from '../../src/shared/kernel/result'
import type { IntentOutcome } from '../../src/shared/sync-protocol/push'
import type { ChangedRow } from '../../src/shared/sync-protocol/row'
import type { SnapshotLine } from '../../src/shared/sync-protocol/snapshot'

interface StoredRow {
  readonly entity: string
  readonly id: string
  readonly version: number
  readonly state: object
  readonly scopes: readonly string[]
}

interface LogEntry {
  readonly seq: number
  readonly scope: string
  readonly entity: string
  readonly id: string
}

/**
 * The server's protocol in memory: what a desk's sync is tested against. It keeps the rules that a desk relies on (exactly once,
 * consecutive numbers, order by one counter, scopes, epoch) and nothing else; the real server has tests of its own.
 */
export const createModelServer = (clock: Clock, options: { readonly pageRows?: number } = {}) => {
  const pageRows = options.pageRows ?? 1000
  let epoch = randomUUID() as string
  let seq = 0
  let rows = new Map<string, StoredRow>()
  let log: LogEntry[] = []
  let outcomes = new Map<string, IntentOutcome>()
  let lastNo = new Map<string, number>()
  const scopesOf = new Map<string, readonly string[]>()
  const effects = new Map<string, number>()

  const key = (entity: string, id: string) => `${entity}/${id}`
  const save = (entityName: string, id: string, state: object): void => {
    const entity = findEntity(entityName)
    if (entity === undefined) throw new Error(`unknown entity ${entityName}`)
    const before = rows.get(key(entityName, id))
    const scopes = entity.scopesOf(state)
    rows.set(key(entityName, id), { entity: entityName, id, version: (before?.version ?? 0) + 1, state, scopes })
    for (const scope of new Set([...(before?.scopes ?? []), ...scopes])) {
      log = log.filter((entry) => !(entry.scope === scope && entry.entity === entityName && entry.id === id))
      log.push({ seq: (seq += 1), scope, entity: entityName, id })
    }
  }
  const changedRow = ({ scope, entity, id }: Omit<LogEntry, 'seq'>): ChangedRow => {
    const row = rows.get(key(entity, id))
    return row === undefined || !row.scopes.includes(scope)
      ? { op: 'remove', scope, entity, id }
      : { op: 'upsert', scope, entity, id, version: row.version, state: row.state }
  }
  const requireEpoch = (asked: string): void => {
    if (asked !== epoch) throw new AppFailure({ code: 'resync_required' })
  }
  const decide = (medewerkerId: string, no: number, name: string, args: unknown): IntentOutcome => {
    const rejected = (error: AppError): IntentOutcome => ({ kind: 'rejected', no, error })
    const intent = findIntent(name)
    const wanted = intent?.parse(args)
    if (intent === undefined || wanted === undefined) return rejected({ code: 'validation', field: 'args', rule: name })
    const state = rows.get(key(intent.entity.name, wanted.id))?.state
    const result = intent.run(state, wanted.args, { medewerkerId, now: clock.now(), authoritative: true })
    if (!result.ok) return rejected(result.error)
    save(intent.entity.name, wanted.id, result.value)
    return { kind: 'applied', no }
  }

  const linkFor = (medewerkerId: string): ServerLink => {
    const scopes = () => scopesOf.get(medewerkerId) ?? []
    return {
      hello: ({ clientId, settledNo }) => {
        lastNo.set(clientId, Math.max(lastNo.get(clientId) ?? 0, settledNo))
        return Promise.resolve({
          protocol: 1,
          epoch,
          medewerkerId,
          gemeente: 'Test',
          scopes: [...scopes()],
          serverTime: clock.now(),
          lastMutationNo: lastNo.get(clientId) ?? 0,
        })
      },
      snapshot: async function* (scope, after) {
        yield await Promise.resolve<SnapshotLine>({ kind: 'header', epoch, cursor: String(seq) })
        const members = [...rows.values()].filter((row) => row.scopes.includes(scope))
        const sorted = members
          .map((row) => ({ row, key: key(row.entity, row.id) }))
          .sort((a, b) => (a.key < b.key ? -1 : 1))
        const rest = sorted.filter((entry) => after === undefined || entry.key > after)
        for (const entry of rest) yield { kind: 'row', key: entry.key, row: changedRow({ scope, ...entry.row }) }
        yield { kind: 'end', rows: rest.length }
      },
      pull: ({ clientId, epoch: asked, cursors }) => {
        requireEpoch(asked)
        const from = new Map(cursors.map(({ scope, cursor }) => [scope, Number(cursor)]))
        if ([...from.values()].some((cursor) => Number.isNaN(cursor) || cursor > seq))
          throw new AppFailure({ code: 'resync_required' })
        const missing = log
          .filter((entry) => scopes().includes(entry.scope) && entry.seq > (from.get(entry.scope) ?? Infinity))
          .sort((a, b) => a.seq - b.seq)
        const page = missing.slice(0, pageRows)
        const more = missing.length > page.length
        const reached = more ? (page.at(-1)?.seq ?? 0) : seq
        return Promise.resolve({
          rows: page.map(changedRow),
          cursors: cursors.map(({ scope, cursor }) => ({ scope, cursor: String(Math.max(Number(cursor), reached)) })),
          more,
          lastMutationNo: lastNo.get(clientId) ?? 0,
        })
      },
      push: ({ clientId, epoch: asked, intents }) => {
        requireEpoch(asked)
        const result = intents.map(({ no, name, args }): IntentOutcome => {
          const stored = outcomes.get(`${clientId}/${String(no)}`)
          if (stored !== undefined) return stored
          if (no !== (lastNo.get(clientId) ?? 0) + 1)
            throw new AppFailure({ code: 'conflict', reason: 'gap', current: null })
          const outcome = decide(medewerkerId, no, name, args)
          effects.set(`${clientId}/${String(no)}`, (effects.get(`${clientId}/${String(no)}`) ?? 0) + 1)
          outcomes.set(`${clientId}/${String(no)}`, outcome)
          lastNo.set(clientId, no)
          return outcome
        })
        return Promise.resolve({ outcomes: result })
      },
      close: () => undefined,
      openLive: (_clientId, handlers) => {
        queueMicrotask(handlers.onClose)
        return { send: () => undefined, close: () => undefined }
      },
    }
  }

  return {
    linkFor,
    save,
    grant: (medewerkerId: string, scopes: readonly string[]) => scopesOf.set(medewerkerId, scopes),
    find: (entity: string, id: string) => rows.get(key(entity, id))?.state,
    count: (entity: string) => [...rows.values()].filter((row) => row.entity === entity).length,
    /** How often each (client, no) took effect; more than once is a bug. */
    effects: () => [...effects.values()],
    backup: () => ({ seq, rows: new Map(rows), log: [...log], outcomes: new Map(outcomes), lastNo: new Map(lastNo) }),
    /** What an administrator does after a disaster: an older copy, and by rule a new epoch. */
    restore: (backup: {
      seq: number
      rows: typeof rows
      log: LogEntry[]
      outcomes: typeof outcomes
      lastNo: typeof lastNo
    }) => {
      ;({ seq, rows, log, outcomes, lastNo } = backup)
      epoch = randomUUID()
    },
  }
}

export type ModelServer = ReturnType<typeof createModelServer>
