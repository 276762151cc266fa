import type { z } from 'zod'
import type { Result } from '../kernel/result'
import { aanmeldingContract } from './aanmelding'
import { afdelingenContract } from './afdelingen'
import { contactmomentenContract } from './contactmomenten'
import { gesprekkenContract } from './gesprekken'
import { kennisartikelenContract } from './kennisartikelen'
import { klantbeeldenContract } from './klantbeelden'
import { terugbelnotitiesContract } from './terugbelnotities'
import { verbindingContract } from './verbinding'
import { werkplekContract } from './werkplek'

/** Everything a renderer may ask the agent core: the whole door between screen and data. */
export const contract = {
  ...aanmeldingContract,
  ...afdelingenContract,
  ...contactmomentenContract,
  ...gesprekkenContract,
  ...kennisartikelenContract,
  ...klantbeeldenContract,
  ...terugbelnotitiesContract,
  ...verbindingContract,
  ...werkplekContract,
} as const

export type Contract = typeof contract
export type OperationName = keyof Contract
export type OperationInput<Name extends OperationName> = z.infer<Contract[Name]['input']>
export type OperationOutput<Name extends OperationName> = z.infer<Contract[Name]['output']>

/** What the core must provide: one handler per operation. Expected failures are results; a throw is a bug. */
export type ContractHandlers = {
  readonly [Name in OperationName]: (
    input: OperationInput<Name>,
  ) => Result<OperationOutput<Name>> | Promise<Result<OperationOutput<Name>>>
}
export type { ContractEventName, ContractEvents } from './events'
