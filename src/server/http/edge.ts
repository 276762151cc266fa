import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { fail, ok, type Result } from '../../shared/kernel/result'
import { sendProblem } from './problem'

/** What came in, checked by its schema. Names the field and the rule, never the value. */
export const readInput = <T>(schema: z.ZodType<T>, input: unknown): Result<T> => {
  const parsed = schema.safeParse(input)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  return fail({ code: 'validation', field: issue?.path.join('.') ?? '', rule: issue?.code ?? 'invalid' })
}

/** Sends a handler's outcome: its value as JSON, or its error as a problem. */
export const answer = async <T>(
  reply: FastifyReply,
  outcome: Result<T> | Promise<Result<T>>,
): Promise<FastifyReply> => {
  const result = await outcome
  return result.ok ? reply.send(result.value) : sendProblem(reply, result.error)
}
