import { findIntent } from '../../shared/domain/intents'
import { breekClaim } from '../../shared/domain/terugbelnotitie/claim-intents'
import { mayAct } from '../../shared/domain/rechten/rechten'
import type { Instant } from '../../shared/kernel/clock'
import { createId } from '../../shared/kernel/ids'
import type { AnyIntent } from '../../shared/kernel/intent'
import type { AppError } from '../../shared/kernel/result'
import { describeBug } from '../../shared/node/describe-bug'
import type { Logger } from '../../shared/node/logger'
import type { IntentOutcome, PushedIntent } from '../../shared/sync-protocol/push'
import type { Verwerking } from '../audit/verwerking'
import type { Actor } from './actor'
import type { UnitOfWork } from './unit-of-work'

export interface DecideContext {
  readonly unit: UnitOfWork
  readonly actor: Actor
  /** The database's clock. */
  readonly now: Instant
  readonly logger: Logger
}

/** What was decided of one wish; `verwerking` when it changed something. */
export interface Decided {
  readonly outcome: IntentOutcome
  readonly verwerking?: Omit<Verwerking, 'medewerker' | 'client'>
}

export const rejected = (no: number, error: AppError): Decided => ({ outcome: { kind: 'rejected', no, error } })

/**
 * Applies intents in order to one unit of work. A rejected one changes nothing but the facts that its rule keeps, so it cannot undo its
 * neighbours.
 */
export const decideIntents = async (
  context: DecideContext,
  pushed: readonly PushedIntent[],
): Promise<readonly Decided[]> => {
  const wishes = pushed.map((intent) => readWish(intent))
  const readable = wishes.filter((wish) => wish.kind === 'readable')
  // All rows of one noun in one statement: fast, and always in id order, so that two pushes cannot deadlock.
  for (const entity of new Set(readable.map(({ intent }) => intent.entity))) {
    const ids = readable.filter(({ intent }) => intent.entity === entity).map(({ id }) => id)
    await context.unit.load(entity, ids)
  }
  return wishes.map((wish) => (wish.kind === 'readable' ? decideOne(context, wish) : rejected(wish.no, wish.error)))
}

const readWish = ({ no, name, args }: PushedIntent) => {
  const intent = findIntent(name)
  if (intent === undefined) return unreadable(no, { code: 'validation', field: 'name', rule: 'known intent' })
  const wish = intent.parse(args)
  if (wish === undefined) return unreadable(no, { code: 'validation', field: 'args', rule: name })
  return { kind: 'readable', no, intent, ...wish } as const
}

const unreadable = (no: number, error: AppError) => ({ kind: 'unreadable', no, error }) as const

type ReadableWish = Extract<ReturnType<typeof readWish>, { kind: 'readable' }>

const decideOne = (context: DecideContext, { no, intent, id, args }: ReadableWish): Decided => {
  const { unit, actor, now, logger } = context
  const state = unit.find(intent.entity, id)
  const scopes = state === undefined ? [] : intent.entity.scopesOf(state)
  // Rights before the rule: a refusal must not tell what it is about.
  if (!mayAct(actor.medewerker, actor.scopes, intent.name, scopes)) {
    return rejected(no, { code: 'forbidden', action: intent.name })
  }
  try {
    const result = intent.run(state, args, { medewerkerId: actor.medewerker.id, now, authoritative: true })
    const verwerking = verwerkingOf(intent, id, args)
    if (result.ok) {
      unit.save(intent.entity, id, result.value)
      return { outcome: { kind: 'applied', no }, verwerking }
    }
    if (result.kept === undefined) return rejected(no, result.error)
    // The wish is refused, the fact is not: both desks see that the call took place.
    unit.save(intent.entity, id, result.kept)
    return { ...rejected(no, result.error), verwerking: { ...verwerking, toelichting: 'geweigerd, feit bewaard' } }
  } catch (error) {
    // A bug in one rule must not hold up everything behind it in somebody's outbox: it goes to "Vraagt aandacht" with its text.
    const logId = createId()
    logger.error({ logId, intent: intent.name, bug: describeBug(error) }, 'rule failed')
    return rejected(no, { code: 'internal', logId })
  }
}

const verwerkingOf = (intent: AnyIntent, id: string, args: unknown) => ({
  actie: intent.name,
  onderwerp: `${intent.entity.name}/${id}`,
  doel: null,
  toelichting: intent.name === breekClaim.name ? breekClaim.args.parse(args).reden : null,
})
