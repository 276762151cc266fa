import type { z } from 'zod'
import type { Operation } from '../../shared/contract/define-contract'
import { requestEnvelopeSchema, type ReplyEnvelope } from '../../shared/contract/envelope'
import { createId } from '../../shared/kernel/ids'
import { AppFailure, fail, type AppError, type Result } from '../../shared/kernel/result'
import type { Logger } from '../../shared/node/logger'
import { describeBug } from '../../shared/node/describe-bug'

/** Loose on purpose: `ContractHandlers` says which input belongs to which name, and the schemas below make sure of it. */
type Handlers = Readonly<Record<string, (input: never) => Result<unknown> | Promise<Result<unknown>>>>

interface ServeOptions {
  readonly logger: Logger
  /** In development: an answer that does not fit the contract is reported as the bug it is. */
  readonly checkOutputs: boolean
}

export type ServeEnvelope = (envelope: unknown) => Promise<ReplyEnvelope>

/**
 * The one door to the agent core, the same for every shell: reads the envelope and the input, runs the handler, and turns whatever
 * happens into a reply. Never rejects. An envelope that cannot be read is answered too, under its id if it has one, else 0.
 */
export const serveContract = (
  handlers: Handlers,
  contract: Readonly<Record<string, Operation>>,
  options: ServeOptions,
): ServeEnvelope => {
  const run = async (name: string, input: unknown): Promise<Result<unknown>> => {
    // Own properties only: `__proto__` or `constructor` is a name like any other, and unknown.
    const operation = Object.hasOwn(contract, name) ? contract[name] : undefined
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined
    if (operation === undefined || handler === undefined) return fail({ code: 'not_found', what: 'operation' })
    const parsed = operation.input.safeParse(input)
    if (!parsed.success) return fail(validationError(parsed.error))
    try {
      // The schema that just passed is the one of which the handler's input type was inferred.
      const result = await handler(parsed.data as never)
      if (options.checkOutputs && result.ok) operation.output.parse(result.value)
      return result
    } catch (error) {
      return fail(error instanceof AppFailure ? error.error : reportBug(name, error, options.logger))
    }
  }

  return async (envelope) => {
    const parsed = requestEnvelopeSchema.safeParse(envelope)
    if (!parsed.success) return { id: idOf(envelope), ok: false, error: validationError(parsed.error) }
    const { id, name, input } = parsed.data
    const result = await run(name, input)
    return result.ok ? { id, ok: true, value: result.value } : { id, ok: false, error: result.error }
  }
}

const idOf = (envelope: unknown): number =>
  requestEnvelopeSchema.pick({ id: true }).loose().safeParse(envelope).data?.id ?? 0

/** Which field and which rule, never the value: that can be about a person. */
const validationError = (error: z.ZodError): AppError => {
  const [issue] = error.issues
  return { code: 'validation', field: issue?.path.join('.') ?? '', rule: issue?.code ?? '' }
}

const reportBug = (operation: string, error: unknown, logger: Logger): AppError => {
  const logId = createId()
  logger.error({ logId, operation, bug: describeBug(error) }, 'operation failed')
  return { code: 'internal', logId }
}
