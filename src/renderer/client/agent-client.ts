import type {
  ContractEventName,
  ContractEvents,
  OperationInput,
  OperationName,
  OperationOutput,
} from '../../shared/contract/index'
import type { AgentTransport } from '../../shared/contract/envelope'
import type { TransportState } from '../../shared/contract/transport-state'
import type { Result } from '../../shared/kernel/result'

/** A transport that also knows how it is doing. */
export interface ClientTransport extends AgentTransport {
  readonly state: () => TransportState
  /** Called at every change. Returns the function that ends the subscription. */
  readonly onState: (listener: (state: TransportState) => void) => () => void
}

export type InputArguments<Name extends OperationName> =
  undefined extends OperationInput<Name>
    ? readonly [input?: OperationInput<Name>]
    : readonly [input: OperationInput<Name>]

/** What screens know of the agent core: the contract, typed. */
export interface AgentClient {
  /** Never rejects: every failure, also a core that is gone (`core_gone`), is a value. */
  readonly request: <Name extends OperationName>(
    name: Name,
    ...input: InputArguments<Name>
  ) => Promise<Result<OperationOutput<Name>>>
  /** Returns the function that ends the subscription. */
  readonly on: <Name extends ContractEventName>(
    event: Name,
    listener: (payload: ContractEvents[Name]) => void,
  ) => () => void
  readonly state: ClientTransport['state']
  readonly onState: ClientTransport['onState']
}

export const createAgentClient = (transport: ClientTransport): AgentClient => {
  // From 1: a reply with id 0 answers an envelope that could not be read.
  let lastId = 0

  return {
    request: async <Name extends OperationName>(name: Name, ...[input]: InputArguments<Name>) => {
      lastId += 1
      const reply = await transport.request({ id: lastId, name, input })
      // `serveContract` made the value with this operation's own handler and, in development, checked it with its schema.
      return reply.ok ? { ok: true, value: reply.value as OperationOutput<Name> } : { ok: false, error: reply.error }
    },
    on: (event, listener) =>
      transport.onEvent((envelope) => {
        // The core's `emit` is typed by the same map.
        if (envelope.event === event) listener(envelope.payload as ContractEvents[typeof event])
      }),
    state: transport.state,
    onState: transport.onState,
  }
}
