import { contract, type OperationName } from '../../shared/contract/index'
import { fail, ok, type AppError, type Failure } from '../../shared/kernel/result'
import type { Core } from './core'
import type { CoreStart } from './core-start'

type Refusals = Readonly<Record<OperationName, () => Failure>>

/** What stands in for a core whose secrets cannot be opened: it says why, so that a screen can show it instead of waiting. */
export const createFailedCore = (start: CoreStart, error: AppError): Core => {
  const names = Object.keys(contract) as OperationName[]
  return {
    handlers: {
      // One entry per operation by construction; `fromEntries` cannot say so.
      ...(Object.fromEntries(names.map((name) => [name, () => fail(error)])) as Refusals),
      'werkplek.find': () =>
        ok({ versie: start.version, schil: start.shell, sleutelbewaring: start.protection, storing: error }),
    },
    onEvent: () => () => undefined,
    close: () => Promise.resolve(),
  }
}
