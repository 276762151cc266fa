import { fail, ok, type Result } from '../../shared/kernel/result'
import type { Logger } from '../../shared/node/logger'
import type { IntentOutcome, PushedIntent, PushRequest, PushResponse } from '../../shared/sync-protocol/push'
import { recordVerwerkingen } from '../audit/verwerking'
import { readNow, sqlStateOf } from '../db/db'
import { isClash } from '../db/retry'
import type { ServerState } from '../server-state'
import { loadActor } from './actor'
import { findClient, readOutcomes, rememberOutcomes } from './client'
import { decideIntents, rejected, type Decided, type DecideContext } from './decide'
import { withoutState, withStatesOfNow } from './outcome-states'
import type { Writer } from './writer'

export interface PushDeps {
  readonly state: ServerState
  readonly writer: Writer
  readonly logger: Logger
}

type Decide = (context: DecideContext, fresh: readonly PushedIntent[]) => Promise<readonly Decided[]>

/**
 * `POST /sync/v1/push`: each intent has its effect exactly once, because effect and outcome are stored in one transaction and the
 * desk's row is locked meanwhile. Errors: `resync_required`, `forbidden`, `signed_out`, `device_revoked`, `conflict` with reason `gap`.
 */
export const createPush = ({ state: { tenant, epoch }, writer, logger }: PushDeps) => {
  const pushOnce = (medewerkerId: string, clientId: string, intents: readonly PushedIntent[], decide: Decide) =>
    writer(async (unit, tx): Promise<Result<readonly IntentOutcome[]>> => {
      const client = await findClient(tx, tenant, clientId, medewerkerId, 'locked')
      if (!client.ok) return client
      const { laatsteNo } = client.value
      const first = intents[0]?.no ?? laatsteNo + 1
      if (first > laatsteNo + 1) return gap(laatsteNo)
      const repeated = intents.filter(({ no }) => no <= laatsteNo)
      const stored = await readOutcomes(tx, tenant, clientId, first, first + repeated.length - 1)
      const actor = await loadActor(tx, tenant, medewerkerId)
      if (actor === undefined) return fail({ code: 'signed_out' })
      const shown = await withStatesOfNow(tx, tenant, actor, repeated, stored)
      const known = repeated.map(({ no }) => shown.find((outcome) => outcome.no === no) ?? forgotten(no))
      const fresh = intents.slice(repeated.length)
      if (fresh.length === 0) return ok(known)
      const decided = await decide({ unit, actor, now: await readNow(tx), logger }, fresh)
      const outcomes = decided.map(({ outcome }) => outcome)
      await rememberOutcomes(tx, tenant, clientId, outcomes.map(withoutState))
      const who = { medewerker: medewerkerId, client: clientId }
      const entries = decided.flatMap(({ verwerking }) => (verwerking === undefined ? [] : [{ ...who, ...verwerking }]))
      await recordVerwerkingen(tx, tenant, entries)
      return ok([...known, ...outcomes])
    })

  const pushAll = async (
    medewerkerId: string,
    clientId: string,
    intents: readonly PushedIntent[],
  ): Promise<Result<readonly IntentOutcome[]>> => {
    try {
      return await pushOnce(medewerkerId, clientId, intents, decideIntents)
    } catch (error) {
      const [first] = intents
      if (first === undefined) throw error
      if (isClash(error)) return ok([{ kind: 'retry', no: first.no }])
      if (!isRefusedData(error)) throw error
      if (intents.length === 1) return pushOnce(medewerkerId, clientId, intents, refuseData)
      // One intent holds something the database cannot store. Halving finds it, and its neighbours have their effect.
      const middle = Math.ceil(intents.length / 2)
      const left = await pushAll(medewerkerId, clientId, intents.slice(0, middle))
      if (!left.ok || left.value.at(-1)?.kind === 'retry') return left
      const right = await pushAll(medewerkerId, clientId, intents.slice(middle))
      return right.ok ? ok([...left.value, ...right.value]) : right
    }
  }

  return async (medewerkerId: string, request: PushRequest): Promise<Result<PushResponse>> => {
    const { clientId, intents } = request
    if (request.epoch !== epoch) return fail({ code: 'resync_required' })
    const start = intents[0]?.no ?? 0
    if (intents.some(({ no }, index) => no !== start + index)) return gap(start)
    const outcomes = await pushAll(medewerkerId, clientId, intents)
    return outcomes.ok ? ok({ outcomes: [...outcomes.value] }) : outcomes
  }
}

/** `current` is the newest number that has an outcome, for a desk that has lost count. */
const gap = (current: number) => fail({ code: 'conflict', reason: 'gap', current })

/**
 * What became of it is no longer known: the outcome went with its term, or a restored server never had it. Doing it again might do it
 * twice, so its maker looks; refusing the request instead would hold up everything behind it for ever.
 */
const forgotten = (no: number) => rejected(no, { code: 'conflict', reason: 'forgotten', current: null }).outcome

/** Classes 22 and 23 of PostgreSQL's codes: the data itself does not fit (a NUL in a text, a date out of range). */
const isRefusedData = (error: unknown): boolean => /^2[23]/.test(sqlStateOf(error) ?? '')

const refuseData: Decide = (_context, fresh) =>
  Promise.resolve(fresh.map(({ no }) => rejected(no, { code: 'validation', field: 'args', rule: 'storable' })))
