import type { OperationOutput } from '../../../shared/contract/index'
import type { Aanmelding } from '../../../shared/contract/aanmelding'
import { AppFailure, fail, ok, type Result } from '../../../shared/kernel/result'
import type { SignInLink } from '../sync/sign-in-link'
import type { Session, SessionStore } from './session'

interface AanmeldingOptions {
  readonly signInLink: SignInLink
  readonly sessions: SessionStore
  /** Opens or closes what belongs to a medewerker. Throws `AppFailure` when the desk's files cannot be opened. */
  readonly onSession: (session: Session | undefined) => Promise<void>
}

/** Who sits at this desk. */
export const createAanmelding = ({ signInLink, sessions, onSession }: AanmeldingOptions) => {
  const current = (): Aanmelding => {
    const session = sessions.read()
    return session === undefined
      ? { kind: 'afgemeld' }
      : { kind: 'aangemeld', medewerker: session.medewerker, gemeente: session.gemeente }
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
