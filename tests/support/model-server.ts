import { randomUUID } from 'node:crypto'
import type { Delta } from '../../src/main/core/sync/live-channel'
import type { ServerLink } from '../../src/main/core/sync/ports'
import { findIntent } from '../../src/shared/domain/intents'
import type { Clock } from '../../src/shared/kernel/clock'
import { AppFailure, type AppError } from '../../src/shared/kernel/result'
import type { DeskLimits } from '../../src/shared/sync-protocol/hello'
import type { PullRequest } from '../../src/shared/sync-protocol/pull'
import type { IntentOutcome } from '../../src/shared/sync-protocol/push'
import type { SnapshotLine } from '../../src/shared/sync-protocol/snapshot'
import { createModelRows, type ModelRowsBackup } from './model-rows'

interface ModelOptions {
  readonly pageRows?: number
  readonly limits?: DeskLimits
}

interface Backup extends ModelRowsBackup {
  readonly outcomes: ReadonlyMap<string, IntentOutcome>
  readonly lastNo: ReadonlyMap<string, number>
}

/**
 * The server's protocol in memory: what a desk's sync is tested against. It keeps the rules that a desk relies on (exactly once,
 * consecutive numbers, order by one counter, scopes, epoch, purge orders, sums) and nothing else; the real server has tests of its own.
 */
export const createModelServer = (clock: Clock, options: ModelOptions = {}) => {
  const { pageRows = 1000, limits } = options
  const rows = createModelRows()
  let epoch = randomUUID() as string
  let outcomes = new Map<string, IntentOutcome>()
  let lastNo = new Map<string, number>()
  const scopesOf = new Map<string, readonly string[]>()
  const heldBy = new Map<string, ReadonlySet<string>>()
  const owed = new Map<string, ReadonlySet<string>>()
  const effects = new Map<string, number>()
  const pulls: PullRequest[] = []

  const requireEpoch = (asked: string): void => {
    if (asked !== epoch) throw new AppFailure({ code: 'resync_required' })
  }
  const decide = (medewerkerId: string, no: number, name: string, args: unknown): IntentOutcome => {
    const rejected = (error: AppError): IntentOutcome => ({ kind: 'rejected', no, error })
    const intent = findIntent(name)
    const wanted = intent?.parse(args)
    if (intent === undefined || wanted === undefined) return rejected({ code: 'validation', field: 'args', rule: name })
    const state = rows.stateOf(intent.entity.name, wanted.id)
    const result = intent.run(state, wanted.args, { medewerkerId, now: clock.now(), authoritative: true })
    if (!result.ok) {
      // Facts stay, also of a wish that is refused.
      if (result.kept !== undefined) rows.save(intent.entity.name, wanted.id, result.kept)
      return rejected(result.error)
    }
    rows.save(intent.entity.name, wanted.id, result.value)
    return { kind: 'applied', no }
  }
  const decideOnce = (medewerkerId: string, clientId: string, no: number, name: string, args: unknown) => {
    const key = `${clientId}/${String(no)}`
    const stored = outcomes.get(key)
    if (stored !== undefined) return stored
    if (no !== (lastNo.get(clientId) ?? 0) + 1) throw new AppFailure({ code: 'conflict', reason: 'gap', current: null })
    const outcome = decide(medewerkerId, no, name, args)
    effects.set(key, (effects.get(key) ?? 0) + 1)
    outcomes.set(key, outcome)
    lastNo.set(clientId, no)
    return outcome
  }
  /** What this desk still has to erase: repeated until its receipt is in. */
  const orderPurges = (clientId: string, holds: readonly string[], scopes: readonly string[]): readonly string[] => {
    const known = [...holds, ...(heldBy.get(clientId) ?? []), ...(owed.get(clientId) ?? [])]
    owed.set(clientId, new Set(known.filter((scope) => !scopes.includes(scope))))
    heldBy.set(clientId, new Set(scopes))
    return [...(owed.get(clientId) ?? [])]
  }

  const linkFor = (medewerkerId: string): ServerLink => {
    const scopes = () => scopesOf.get(medewerkerId) ?? []
    return {
      hello: ({ clientId, settledNo, holds }) => {
        lastNo.set(clientId, Math.max(lastNo.get(clientId) ?? 0, settledNo))
        return Promise.resolve({
          protocol: 2,
          epoch,
          medewerkerId,
          gemeente: 'Test',
          scopes: [...scopes()],
          purges: [...orderPurges(clientId, holds ?? [], scopes())],
          serverTime: clock.now(),
          lastMutationNo: lastNo.get(clientId) ?? 0,
          ...(limits === undefined ? {} : { limits }),
        })
      },
      snapshot: async function* (scope, after) {
        yield await Promise.resolve<SnapshotLine>({ kind: 'header', epoch, cursor: String(rows.seq()) })
        const rest = rows.snapshotOf(scope, after)
        for (const { key, row } of rest) yield { kind: 'row', key, row }
        yield { kind: 'end', rows: rest.length }
      },
      pull: (request) => {
        pulls.push(request)
        requireEpoch(request.epoch)
        const seq = rows.seq()
        const from = new Map(request.cursors.map(({ scope, cursor }) => [scope, Number(cursor)]))
        if ([...from.values()].some((cursor) => Number.isNaN(cursor) || cursor > seq))
          throw new AppFailure({ code: 'resync_required' })
        const after = (scope: string) => (scopes().includes(scope) ? (from.get(scope) ?? Infinity) : Infinity)
        const missing = rows.since(after)
        const page = missing.slice(0, pageRows)
        const more = missing.length > page.length
        const reached = more ? (page.at(-1)?.seq ?? 0) : seq
        return Promise.resolve({
          rows: page.map(({ row }) => row),
          cursors: request.cursors.map(({ scope, cursor }) => ({
            scope,
            cursor: String(Math.max(Number(cursor), reached)),
          })),
          more,
          lastMutationNo: lastNo.get(request.clientId) ?? 0,
          serverTime: clock.now(),
          ...(request.check === true && !more
            ? { sums: request.cursors.flatMap(({ scope }) => rows.sumsOf(scope)) }
            : {}),
        })
      },
      push: ({ clientId, epoch: asked, intents }) => {
        requireEpoch(asked)
        const start = intents[0]?.no ?? 0
        if (intents.some(({ no }, index) => no !== start + index))
          throw new AppFailure({ code: 'conflict', reason: 'gap', current: start })
        const decided = intents.map(({ no, name, args }) => decideOnce(medewerkerId, clientId, no, name, args))
        return Promise.resolve({ outcomes: decided })
      },
      purged: ({ clientId, scopes: gone }) => {
        const left = [...(owed.get(clientId) ?? [])].filter((scope) => !gone.includes(scope))
        owed.set(clientId, new Set(left))
        return Promise.resolve()
      },
      claimNext: () => Promise.resolve({ notitieId: null }),
      klantbeeld: () => Promise.reject(new AppFailure({ code: 'forbidden', action: 'klantbeeld.open' })),
      close: () => undefined,
      openLive: (_transport, _request, handlers) => {
        queueMicrotask(handlers.onClose)
        return { send: () => undefined, close: () => undefined }
      },
    }
  }

  return {
    linkFor,
    save: rows.save,
    saveUnknown: rows.saveUnknown,
    grant: (medewerkerId: string, scopes: readonly string[]) => scopesOf.set(medewerkerId, scopes),
    find: rows.stateOf,
    count: (entity: string) => rows.all().filter((row) => row.entity === entity).length,
    /** Where the log is. */
    cursor: () => String(rows.seq()),
    /** What the live channel would send this medewerker for what happened after a cursor. */
    deltaFor: (medewerkerId: string, from: string): Delta => ({
      kind: 'delta',
      from,
      to: String(rows.seq()),
      rows: rows
        .since((scope) => (scopesOf.get(medewerkerId)?.includes(scope) === true ? Number(from) : Infinity))
        .map(({ row }) => row),
    }),
    /** Every pull that came in. */
    pulls,
    /** Scopes that this desk has not yet erased. */
    owedBy: (clientId: string) => [...(owed.get(clientId) ?? [])],
    /** How often each (client, no) took effect; more than once is a bug. */
    effects: () => [...effects.values()],
    backup: (): Backup => ({ ...rows.backup(), outcomes: new Map(outcomes), lastNo: new Map(lastNo) }),
    /** What an administrator does after a disaster: an older copy, and by rule a new epoch. */
    restore: (backup: Backup): void => {
      rows.restore(backup)
      outcomes = new Map(backup.outcomes)
      lastNo = new Map(backup.lastNo)
      epoch = randomUUID()
    },
  }
}

export type ModelServer = ReturnType<typeof createModelServer>
