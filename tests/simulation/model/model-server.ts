import { decideIntents, rejected } from '../../../src/server/sync/decide'
import { withoutState } from '../../../src/server/sync/outcome-states'
import { decodeCursor, encodeCursor } from '../../../src/server/sync/cursor'
import { findIntent } from '../../../src/shared/domain/intents'
import { registreerContactmoment } from '../../../src/shared/domain/contactmoment/intents'
import { createTerugbelnotitie } from '../../../src/shared/domain/terugbelnotitie/intents'
import type { Instant } from '../../../src/shared/kernel/clock'
import { fail, ok, type Failure, type Result } from '../../../src/shared/kernel/result'
import type { Logger } from '../../../src/shared/node/logger'
import { minimumProtocolVersion, protocolVersion } from '../../../src/shared/sync-protocol/protocol-version'
import type { PullResponse } from '../../../src/shared/sync-protocol/pull'
import type { IntentOutcome, PushedIntent } from '../../../src/shared/sync-protocol/push'
import type { SimServer } from '../sim-server'
import { createModelClaimNext } from './model-claim-next'
import { changedRowOf, createModelLive } from './model-live'
import { createModelSnapshot } from './model-snapshot'
import { sumsOf } from './model-sums'
import { findActor, findState, outcomeKey, type ModelClient, type ModelEntry, type ModelState } from './model-state'
import { Clash, createModelTransactions, type CounterScheme, type ModelTx } from './model-transactions'

// Older desks do not know the order to erase.
const purgesSince = 2

/** A decided intent, told when its effect is committed. */
export interface Decision {
  readonly clientId: string
  readonly medewerkerId: string
  readonly intent: PushedIntent
  readonly outcome: IntentOutcome
  readonly before: object | undefined
  readonly after: object | undefined
  readonly now: Instant
}

export interface ModelServerOptions {
  readonly state: () => ModelState
  readonly now: () => Instant
  readonly step: (label: string) => Promise<void>
  readonly after: (milliseconds: number, label: string, run: () => void) => void
  readonly newsAfter: () => number
  readonly logger: Logger
  /** Rows per page and per part of a snapshot: small, so that there is something between two of them. */
  readonly pageRows: number
  readonly counter: CounterScheme
  readonly onDecided: (decisions: readonly Decision[]) => void
  readonly onCommit: (entries: readonly ModelEntry[]) => void
}

type Known = { readonly client: ModelClient; readonly actor: NonNullable<ReturnType<typeof findActor>> }

/** The desk of this medewerker, and what both may. */
export type FindDesk = (medewerkerId: string, clientId: string) => Result<Known>

/**
 * One process of the model server: the protocol of `docs/sync-protocol.md` over a state in memory. Rules, rights, cursors, hashes and
 * coverage are the server's own code; what the database does there (locks, snapshots, commit) is written out here in steps, because that is
 * where an ordering mistake loses rows. `conformance.test.ts` compares its answers with the real server's.
 */
export const createModelServer = (options: ModelServerOptions): SimServer => {
  const { state, step, pageRows, logger } = options
  const begin = createModelTransactions(options)
  const live = createModelLive(options)

  const find: FindDesk = (medewerkerId, clientId) => {
    const client = state().clients.get(clientId)
    if (client === undefined) return fail({ code: 'resync_required' })
    if (client.medewerkerId !== medewerkerId) return fail({ code: 'forbidden', action: 'client' })
    if (state().revoked.has(clientId)) return fail({ code: 'device_revoked' })
    const actor = findActor(state(), medewerkerId)
    return actor === undefined ? fail({ code: 'signed_out' }) : ok({ client, actor })
  }
  const finish = async (tx: ModelTx, decisions: readonly Decision[]): Promise<void> => {
    const entries = await tx.commit()
    options.onDecided(decisions)
    options.onCommit(entries)
    if (entries.length > 0) live.wake()
  }
  /** Runs one transaction; what it refuses is undone. */
  const inTransaction = async <T>(work: (tx: ModelTx) => Promise<Result<T>>): Promise<Result<T>> => {
    const tx = await begin()
    try {
      const result = await work(tx)
      if (!result.ok) tx.rollback()
      return result
    } catch (error) {
      tx.rollback()
      throw error
    }
  }

  const hello: SimServer['hello'] = async (medewerkerId, { clientId, protocol, settledNo, holds }) => {
    const spoken = Math.min(protocol.max, protocolVersion)
    if (spoken < Math.max(protocol.min, minimumProtocolVersion)) {
      return fail({ code: 'unsupported_protocol', supported: `${minimumProtocolVersion}-${protocolVersion}` })
    }
    return inTransaction(async (tx) => {
      await tx.lock(`client/${clientId}`)
      const known = state().clients.get(clientId)
      if (known !== undefined && known.medewerkerId !== medewerkerId)
        return fail({ code: 'forbidden', action: 'client' })
      if (state().revoked.has(clientId)) return fail({ code: 'device_revoked' })
      const actor = findActor(state(), medewerkerId)
      if (actor === undefined) return fail({ code: 'signed_out' })
      const scopes = scopesAfterHello(known?.scopes, actor.scopes, spoken, holds ?? [])
      const ordered = [...scopes].filter(([, what]) => what === 'wissen').map(([scope]) => scope)
      const purges = spoken >= purgesSince ? ordered.sort() : []
      const lastNo = Math.max(known?.lastNo ?? 0, settledNo)
      tx.saveClient(clientId, { medewerkerId, lastNo, protocol: spoken, scopes })
      await finish(tx, [])
      return ok({
        protocol: spoken,
        epoch: state().epoch,
        medewerkerId,
        gemeente: 'Simulatie',
        scopes: [...actor.scopes],
        purges,
        serverTime: tx.now,
        lastMutationNo: lastNo,
        limits: { offlineDays: 14, checkSeconds: 20 },
      })
    })
  }

  const purged: SimServer['purged'] = async (medewerkerId, { clientId, scopes }) =>
    inTransaction(async (tx) => {
      await tx.lock(`client/${clientId}`)
      const known = find(medewerkerId, clientId)
      if (!known.ok) return known
      const left = new Map(
        [...known.value.client.scopes].filter(([scope, what]) => what === 'houdt' || !scopes.includes(scope)),
      )
      tx.saveClient(clientId, { ...known.value.client, scopes: left })
      await finish(tx, [])
      return ok({})
    })

  const decide = async (
    tx: ModelTx,
    medewerkerId: string,
    clientId: string,
    actor: Known['actor'],
    fresh: readonly PushedIntent[],
  ): Promise<readonly Decision[]> => {
    const decisions: Decision[] = []
    // Locked together and in id order, as the server does.
    const wishes = fresh.flatMap(({ name, args }) => {
      const intent = findIntent(name)
      const parsed = intent?.parse(args)
      return intent === undefined || parsed === undefined ? [] : [{ entity: intent.entity, id: parsed.id }]
    })
    for (const entity of new Set(wishes.map((wish) => wish.entity))) {
      await tx.load(
        entity,
        wishes.filter((wish) => wish.entity === entity).map(({ id }) => id),
      )
    }
    // One at a time, as far as the unit of work can see, so that state before and after belong to one intent.
    for (const intent of fresh) {
      const seen: { id: string; entity: string; before: object | undefined; after: object | undefined }[] = []
      const unit: ModelTx = {
        ...tx,
        load: async (entity, ids) => {
          await tx.load(entity, ids)
          for (const id of ids)
            seen.push({ id, entity: entity.name, before: tx.find(entity, id), after: tx.find(entity, id) })
        },
        save: (entity, id, next) => {
          for (const row of seen) if (row.id === id && row.entity === entity.name) row.after = next
          tx.save(entity, id, next)
        },
      }
      const [decided] = await decideIntents({ unit, actor, now: tx.now, logger }, [intent])
      const outcome = decided?.outcome
      if (outcome === undefined) throw new Error('an intent without an outcome')
      const [row] = seen
      decisions.push({ clientId, medewerkerId, intent, outcome, before: row?.before, after: row?.after, now: tx.now })
    }
    return decisions
  }

  const push: SimServer['push'] = async (medewerkerId, { clientId, epoch, intents }) => {
    if (epoch !== state().epoch) return fail({ code: 'resync_required' })
    const first = intents[0]?.no ?? 0
    if (intents.some(({ no }, index) => no !== first + index)) return gap(first)
    try {
      return await inTransaction(async (tx) => {
        await tx.lock(`client/${clientId}`)
        const known = find(medewerkerId, clientId)
        if (!known.ok) return known
        const { client, actor } = known.value
        if (first > client.lastNo + 1) return gap(client.lastNo)
        const repeated = intents.filter(({ no }) => no <= client.lastNo)
        const again = repeated.map((intent) => {
          const stored = state().outcomes.get(outcomeKey(clientId, intent.no))
          return stored === undefined ? forgotten(intent.no) : withStateOfNow(state(), actor.scopes, intent, stored)
        })
        const fresh = intents.slice(repeated.length)
        if (fresh.length === 0) {
          tx.rollback()
          return ok({ outcomes: again })
        }
        const decisions = await decide(tx, medewerkerId, clientId, actor, fresh)
        const outcomes = decisions.map(({ outcome }) => outcome)
        tx.saveClient(clientId, { ...client, lastNo: outcomes.at(-1)?.no ?? client.lastNo })
        tx.alongside((disk) => {
          for (const outcome of outcomes) {
            const key = outcomeKey(clientId, outcome.no)
            disk.outcomes.set(key, withoutState(outcome))
            disk.decided.set(key, (disk.decided.get(key) ?? 0) + 1)
          }
          for (const { intent } of decisions) {
            const deed = deedOf(intent)
            if (deed !== undefined) disk.decided.set(deed, (disk.decided.get(deed) ?? 0) + 1)
          }
        })
        await finish(tx, decisions)
        return ok({ outcomes: [...again, ...outcomes] })
      })
    } catch (error) {
      if (error instanceof Clash) return ok({ outcomes: [{ kind: 'retry', no: first }] })
      throw error
    }
  }

  const pull: SimServer['pull'] = async (medewerkerId, request) => {
    await step('pull')
    // One snapshot of the database: everything from here to the answer is one step.
    if (request.epoch !== state().epoch) return fail({ code: 'resync_required' })
    const known = find(medewerkerId, request.clientId)
    if (!known.ok) return known
    const { client, actor } = known.value
    if (request.cursors.some(({ scope }) => !actor.scopes.includes(scope))) {
      return fail({ code: 'forbidden', action: 'scope' })
    }
    const disk = state()
    const from = new Map(request.cursors.map(({ scope, cursor }) => [scope, decodeCursor(cursor, disk.counter)]))
    if ([...from.values()].includes(undefined)) return fail({ code: 'resync_required' })
    const found = [...disk.log.values()]
      .filter(({ scope, seq }) => seq > (from.get(scope) ?? Infinity))
      .sort((one, other) => one.seq - other.seq)
    const page = found.slice(0, pageRows)
    const more = found.length > page.length
    const reached = more ? (page.at(-1)?.seq ?? disk.counter) : disk.counter
    const answer: PullResponse = {
      rows: page.map((entry) => changedRowOf(disk, entry)),
      cursors: request.cursors.map(({ scope }) => ({
        scope,
        cursor: encodeCursor(Math.max(from.get(scope) ?? 0, reached)),
      })),
      more,
      lastMutationNo: client.lastNo,
      serverTime: options.now(),
    }
    return ok(request.check === true && !more ? { ...answer, sums: sumsOf(disk, [...from.keys()]) } : answer)
  }

  const save: SimServer['save'] = async (entity, id, next) => {
    await inTransaction(async (tx) => {
      await tx.load(entity, [id])
      tx.save(entity, id, next)
      await finish(tx, [])
      return ok(null)
    })
  }

  const snapshot = createModelSnapshot({ state, step, find, pageRows })
  const claimNext = createModelClaimNext({ state, step, find, inTransaction, finish: (tx) => finish(tx, []) })

  return { hello, purged, push, pull, snapshot, claimNext, save, join: live.join }
}

/** What may lie on a desk from now on, and what must go: what was given, or lies there by its own word, and is not allowed any more. */
const scopesAfterHello = (
  known: ModelClient['scopes'] | undefined,
  allowed: readonly string[],
  spoken: number,
  holds: readonly string[],
): ModelClient['scopes'] => {
  const scopes = new Map(known)
  for (const scope of allowed) scopes.set(scope, 'houdt')
  if (spoken < purgesSince) return scopes
  for (const scope of [...scopes.keys(), ...holds]) if (!allowed.includes(scope)) scopes.set(scope, 'wissen')
  return scopes
}

/** A stored conflict names no inhabitant; who asks again sees the row as it is now, when that is allowed. */
const withStateOfNow = (
  disk: ModelState,
  scopes: readonly string[],
  asked: PushedIntent,
  outcome: IntentOutcome,
): IntentOutcome => {
  if (outcome.kind !== 'rejected' || outcome.error.code !== 'conflict') return outcome
  return { ...outcome, error: { ...outcome.error, current: visibleState(disk, scopes, asked) ?? null } }
}

const visibleState = (disk: ModelState, scopes: readonly string[], asked: PushedIntent): object | undefined => {
  const intent = findIntent(asked.name)
  const wish = intent?.parse(asked.args)
  if (intent === undefined || wish === undefined) return undefined
  const row = findState(disk, intent.entity, wish.id)
  return row !== undefined && intent.entity.scopesOf(row).some((scope) => scopes.includes(scope)) ? row : undefined
}

/** What a wish is about, whatever its number: the same deed must not come twice. Undefined for what may be asked again. */
export const deedOf = ({ name, args }: PushedIntent): string | undefined => {
  const { id, pogingId, poging } = args as { id?: string; pogingId?: string; poging?: { id?: string } | null }
  if (name === registreerContactmoment.name || name === createTerugbelnotitie.name) return `${name}/${id ?? ''}`
  const deed = pogingId ?? poging?.id
  return deed === undefined ? undefined : `${name}/${deed}`
}

const forgotten = (no: number) => rejected(no, { code: 'conflict', reason: 'forgotten', current: null }).outcome
const gap = (current: number): Failure => fail({ code: 'conflict', reason: 'gap', current })
