import type { AgentClient } from '../../src/renderer/client/agent-client'
import type {
  ContractEventName,
  ContractEvents,
  OperationInput,
  OperationName,
  OperationOutput,
} from '../../src/shared/contract/index'
import type { TransportState } from '../../src/shared/contract/transport-state'
import { fail, type Result } from '../../src/shared/kernel/result'

type Answer<Name extends OperationName> = (
  input: OperationInput<Name>,
) => Result<OperationOutput<Name>> | Promise<Result<OperationOutput<Name>>>

export type Answers = { readonly [Name in OperationName]?: Answer<Name> }

export interface FakeClient {
  readonly client: AgentClient
  /** What screens asked so far, in order. */
  readonly asked: readonly { readonly name: OperationName; readonly input: unknown }[]
  readonly emit: <Name extends ContractEventName>(event: Name, payload: ContractEvents[Name]) => void
  readonly setState: (state: TransportState) => void
}

/** An agent core of answers: whatever a test gives no answer for does not exist. */
export const createFakeClient = (answers: Answers): FakeClient => {
  const asked: { name: OperationName; input: unknown }[] = []
  const events = new Map<ContractEventName, Set<(payload: never) => void>>()
  const states = new Set<(state: TransportState) => void>()
  let state: TransportState = 'open'

  const request: AgentClient['request'] = async (name, ...[input]) => {
    asked.push({ name, input })
    const answer = answers[name]
    if (answer === undefined) return fail({ code: 'not_found', what: name })
    // The contract's own types say that an operation without input takes undefined.
    return await answer(input as OperationInput<typeof name>)
  }

  return {
    client: {
      request,
      on: (event, listener) => {
        const listeners = events.get(event) ?? new Set()
        events.set(event, listeners.add(listener))
        return () => listeners.delete(listener)
      },
      state: () => state,
      onState: (listener) => {
        states.add(listener)
        return () => states.delete(listener)
      },
    },
    asked,
    emit: <Name extends ContractEventName>(event: Name, payload: ContractEvents[Name]) => {
      // Listeners are kept per event, so each gets the payload of its own event.
      for (const listener of events.get(event) ?? []) (listener as (payload: ContractEvents[Name]) => void)(payload)
    },
    setState: (next) => {
      state = next
      for (const listener of states) listener(next)
    },
  }
}
