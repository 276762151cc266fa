import { z } from 'zod'
import { medewerkerSchema } from '../../../shared/domain/medewerker/medewerker'
import { instantSchema, type Instant } from '../../../shared/kernel/clock'
import type { SecretStore } from '../secrets/secret-store'

const sessionSchema = z.strictObject({ token: z.string(), gemeente: z.string(), medewerker: medewerkerSchema })

/** Who is signed in at this desk; survives a restart, also without a network. */
export type Session = Readonly<z.infer<typeof sessionSchema>>

export interface SessionStore {
  readonly read: () => Session | undefined
  /** Somebody signed in: whatever was so before, locked or withdrawn, is over. */
  readonly write: (session: Session) => void
  /** A new token for whoever is signed in already; not for who left meanwhile. It unlocks nothing. */
  readonly renew: (session: Session) => void
  readonly clear: () => void
  /** Since when this session is locked; undefined when it is not. */
  readonly lockedSince: () => Instant | undefined
  readonly lock: (at: Instant) => void
  readonly unlock: () => void
  /** Whether the server withdrew this device and nobody signed in since. */
  readonly isWithdrawn: () => boolean
}

const sessionName = 'session'
const lockedName = 'vergrendeld'
const withdrawnName = 'ingetrokken'

/** What becomes of these secrets when a device is withdrawn. Why is all that is remembered; not of whom the desk was. */
export const withdrawnSession = { [sessionName]: undefined, [lockedName]: undefined, [withdrawnName]: 'ja' } as const

export const createSessionStore = (secrets: SecretStore): SessionStore => {
  const read = (): Session | undefined => {
    const text = secrets.read(sessionName)
    if (text === undefined) return undefined
    // A session of an older Klaar that no longer fits: signing in again costs a second, guessing could cost more.
    return sessionSchema.safeParse(JSON.parse(text)).data
  }
  return {
    read,
    write: (session) => {
      secrets.change({ [sessionName]: JSON.stringify(session), [lockedName]: undefined, [withdrawnName]: undefined })
    },
    renew: (session) => {
      if (read()?.medewerker.id === session.medewerker.id) secrets.write(sessionName, JSON.stringify(session))
    },
    clear: () => {
      secrets.change({ [sessionName]: undefined, [lockedName]: undefined })
    },
    lockedSince: () => {
      const text = secrets.read(lockedName)
      return text === undefined ? undefined : instantSchema.parse(text)
    },
    lock: (at) => {
      secrets.write(lockedName, at)
    },
    unlock: () => {
      secrets.remove(lockedName)
    },
    isWithdrawn: () => secrets.read(withdrawnName) !== undefined,
  }
}
