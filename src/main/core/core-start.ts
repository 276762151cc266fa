import { z } from 'zod'

/**
 * The first message to the core's own process: everything its shell knows. It travels over the pipe and never in arguments or the
 * environment, where other programs of this user could read the key.
 */
export const coreStartSchema = z.strictObject({
  /** 32 bytes in base64; opens the sealed secrets of this desk. */
  masterKey: z.string().length(44),
  protection: z.enum(['systeem', 'bestand']),
  /** Existing folder. */
  profileDir: z.string().min(1),
  serverUrl: z.url(),
  demoMedewerkerId: z.string().optional(),
  shell: z.enum(['electron', 'browser']),
  version: z.string(),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
  /** In development answers are checked against the contract too. */
  checkOutputs: z.boolean(),
})
export type CoreStart = z.infer<typeof coreStartSchema>
