import type { OperationOutput } from '../../../shared/contract/index'
import type { Aanmelding } from '../../../shared/contract/aanmelding'
import type { Clock } from '../../../shared/kernel/clock'
import { AppFailure, fail, ok, type Result } from '../../../shared/kernel/result'
import type { SignInLink } from '../sync/sign-in-link'
import type { Session, SessionStore } from './session'

interface AanmeldingOptions {
  readonly signInLink: SignInLink
  readonly sessions: SessionStore
  readonly clock: Clock
  /** Opens or closes what belongs to a medewerker. Throws `AppFailure` when the desk's files cannot be opened. */
  readonly onSession: (session: Session | undefined) => Promise<void>
  /** Closes what is open, after the words that were on their way. */
  readonly onLock: () => Promise<void>
}

/** Who sits at this desk, and whether it is locked. */
export const createAanmelding = ({ signInLink, sessions, clock, onSession, onLock }: AanmeldingOptions) => {
  let locking: Promise<void> = Promise.resolve()
  const current = (): Aanmelding => {
    const session = sessions.read()
    if (session === undefined) return { kind: 'afgemeld' }
    const { medewerker, gemeente } = session
    const sinds = sessions.lockedSince()
    return sinds === undefined
      ? { kind: 'aangemeld', medewerker, gemeente }
      : { kind: 'vergrendeld', medewerker, gemeente, sinds }
  }
  const aanmelden = async ({ medewerkerId }: { readonly medewerkerId: string }): Promise<Result<Aanmelding>> =>
    asResult(async () => {
      const { token, gemeente, medewerker } = await signInLink.signIn(medewerkerId)
      const session = { token, gemeente, medewerker }
      sessions.write(session)
      await onSession(session)
      return current()
    })
  return {
    current,
    find: (): Result<Aanmelding> => ok(current()),
    listDemoMedewerkers: (): Promise<Result<OperationOutput<'aanmelding.listDemoMedewerkers'>>> =>
      asResult(() => signInLink.listDemoMedewerkers()),
    aanmelden,
    afmelden: async (): Promise<Result<Aanmelding>> => {
      sessions.clear()
      await onSession(undefined)
      return ok(current())
    },
    /** Closes everything of the medewerker and keeps the session. Durable before anything closes: a desk that dies halfway starts locked. */
    vergrendel: async (): Promise<Result<Aanmelding>> => {
      if (current().kind !== 'aangemeld') return ok(current())
      sessions.lock(clock.now())
      locking = onLock()
      await locking
      return ok(current())
    },
    /** Who may ask this is the business of the shell: the system's own lock, or in a demo nobody's. */
    ontgrendel: async (): Promise<Result<Aanmelding>> => {
      // Somebody who is quick: first shut, then open, and never a screen that finds neither.
      await locking
      if (current().kind !== 'vergrendeld') return ok(current())
      sessions.unlock()
      await onSession(sessions.read())
      return ok(current())
    },
  }
}

const asResult = async <Value>(work: () => Promise<Value>): Promise<Result<Value>> => {
  try {
    return ok(await work())
  } catch (error) {
    if (error instanceof AppFailure) return fail(error.error)
    throw error
  }
}
