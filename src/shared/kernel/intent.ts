import type { z } from 'zod'
import type { Instant } from './clock'
import type { AnyEntity, Entity } from './entity'
import type { Failure, Success } from './result'

/** Who acts and when. On the server `now` is the database's clock; on a desk it is only an estimate for the optimistic view. */
export interface ActContext {
  readonly medewerkerId: string
  readonly now: Instant
  /** True where the answer is final. Rules that only the server may grant check this. */
  readonly authoritative: boolean
}

/**
 * What a rule answers. A refusal may still keep facts: `kept` is stored although the wish itself is refused (a call that took place
 * stays visible, also when the caller no longer held the note).
 */
export type Ruling<State> = Success<State> | (Failure & { readonly kept?: State })

/**
 * An intent is what a colleague wants to happen to one entity. Its rule is pure and runs twice: on the desk at once (optimistic,
 * again after every pull) and on the server (truth). So it may use nothing but the state, the arguments and the context.
 */
export interface Intent<Args, State extends object> {
  readonly name: string
  readonly entity: Entity<State>
  readonly args: z.ZodType<Args>
  /** The id of the entity that the intent is about. */
  readonly target: (args: Args) => string
  readonly apply: (state: State | undefined, args: Args, context: ActContext) => Ruling<State>
}

/** The same intent for code that handles them all (outbox, push): its types are known only at run time there. */
export interface AnyIntent {
  readonly name: string
  readonly entity: AnyEntity
  readonly parse: (args: unknown) => { readonly id: string; readonly args: unknown } | undefined
  readonly run: (state: object | undefined, args: unknown, context: ActContext) => Ruling<object>
}

export const defineIntent = <Args, State extends object>(
  intent: Intent<Args, State>,
): Intent<Args, State> & AnyIntent => ({
  ...intent,
  parse: (input) => {
    const parsed = intent.args.safeParse(input)
    return parsed.success ? { id: intent.target(parsed.data), args: parsed.data } : undefined
  },
  // The one place where types are taken on trust: `args` went through `parse`, `state` through the noun's own schema when it was stored.
  run: (state, args, context) => intent.apply(state as State | undefined, args as Args, context),
})
