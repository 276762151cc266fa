import { z } from 'zod'
import { instantSchema } from '../kernel/clock'
import { medewerkerSchema } from '../domain/medewerker/medewerker'
import { keySchema } from '../kernel/ids'

/** `GET /auth/demo/medewerkers` and `POST /auth/demo/sign-in`: exist only in demo mode, and only for loopback. */
export const demoMedewerkersSchema = z.object({ gemeente: z.string(), medewerkers: z.array(medewerkerSchema) })
export type DemoMedewerkers = z.infer<typeof demoMedewerkersSchema>

export const demoSignInRequestSchema = z.strictObject({ medewerkerId: keySchema })
export type DemoSignInRequest = z.infer<typeof demoSignInRequestSchema>

export const signedInSchema = z.object({
  /** Bearer token for every other call. */
  token: z.string().min(40).max(200),
  expiresAt: instantSchema,
  gemeente: z.string(),
  medewerker: medewerkerSchema,
})
export type SignedIn = z.infer<typeof signedInSchema>
