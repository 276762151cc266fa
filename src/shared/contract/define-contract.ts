import type { z } from 'zod'

/** One thing a screen may ask of the agent core. Queries change nothing; commands may. */
export interface Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly kind: 'query' | 'command'
  readonly input: Input
  readonly output: Output
}

export const query = <Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) =>
  ({ kind: 'query', input, output }) as const satisfies Operation

export const command = <Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) =>
  ({ kind: 'command', input, output }) as const satisfies Operation
