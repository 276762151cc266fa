import { z } from 'zod'
import { medewerkerSchema } from '../../../shared/domain/medewerker/medewerker'
import type { SecretStore } from '../secrets/secret-store'

const sessionSchema = z.strictObject({ token: z.string(), gemeente: z.string(), medewerker: medewerkerSchema })

/** Who is signed in at this desk; survives a restart, also without a network. */
export type Session = Readonly<z.infer<typeof sessionSchema>>

export interface SessionStore {
  readonly read: () => Session | undefined
  readonly write: (session: Session) => void
  readonly clear: () => void
}

export const sessionSecretName = 'session'

export const createSessionStore = (secrets: SecretStore): SessionStore => ({
  read: () => {
    const text = secrets.read(sessionSecretName)
    if (text === undefined) return undefined
    // A session of an older Klaar that no longer fits: signing in again costs a second, guessing could cost more.
    return sessionSchema.safeParse(JSON.parse(text)).data
  },
  write: (session) => {
    secrets.write(sessionSecretName, JSON.stringify(session))
  },
  clear: () => {
    secrets.remove(sessionSecretName)
  },
})
