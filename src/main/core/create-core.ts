import { contract, type OperationInput, type OperationName, type OperationOutput } from '../../shared/contract/index'
import { AppFailure, fail, ok, type AppError, type Result } from '../../shared/kernel/result'
import { describeBug } from '../../shared/node/describe-bug'
import { createAanmelding } from './aanmelding/aanmelding'
import { createSessionStore, type Session } from './aanmelding/session'
import type { Core } from './core'
import { createCoreEvents } from './core-events'
import type { CoreOptions } from './core-options'
import { createSignInLink } from './sync/sign-in-link'
import { systemTimers } from './sync/ports'
import { openWorkspace, type Workspace, type WorkspaceHandlers, type WorkspaceOperation } from './workspace'

// How often the demo medewerker is tried while the server does not answer yet.
const demoSignInPauseMs = 1000

/**
 * Makes the agent core of one desk. When the desk's own files cannot be opened it still comes up: `werkplek.find` then says why, and
 * every other operation fails with that reason, so that a screen can show it instead of hanging.
 */
export const createCore = async (options: CoreOptions): Promise<Core> => {
  const { secrets, logger } = options
  const events = createCoreEvents((error) => {
    logger.error({ bug: describeBug(error) }, 'event listener failed')
  })
  const sessions = createSessionStore(secrets)
  let workspace: Workspace | undefined
  let trouble: AppError | null = null
  let closed = false

  const closeWorkspace = async (): Promise<void> => {
    const last = workspace
    workspace = undefined
    await last?.close()
  }

  const openFor = async (session: Session | undefined): Promise<void> => {
    await closeWorkspace()
    trouble = null
    if (session !== undefined) {
      try {
        workspace = openWorkspace({
          core: options,
          session,
          token: () => sessions.read()?.token ?? '',
          renew: () => renewSession(session.medewerker.id),
          events,
        })
      } catch (error) {
        if (!(error instanceof AppFailure)) throw error
        trouble = error.error
        logger.error({ code: trouble.code }, 'desk files cannot be opened')
      }
    }
    events.emit('aanmelding.changed', aanmelding.current())
  }

  // Signing out waits for what is under way; signing in meanwhile waits for that, or it would find the files still open.
  let turn: Promise<void> = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work, work)
    return turn
  }

  const signInLink = createSignInLink(options)
  const aanmelding = createAanmelding({ signInLink, sessions, onSession: (session) => inTurn(() => openFor(session)) })

  /** A demo has no password to ask for, so an expired session renews itself. */
  const renewSession = async (medewerkerId: string): Promise<boolean> => {
    if (options.demoMedewerkerId === undefined) return false
    const { token, gemeente, medewerker } = await signInLink.signIn(medewerkerId)
    sessions.write({ token, gemeente, medewerker })
    return true
  }

  const signDemoMedewerkerIn = async (medewerkerId: string): Promise<void> => {
    if (closed || sessions.read() !== undefined) return
    const result = await aanmelding.aanmelden({ medewerkerId })
    if (!result.ok && result.error.code === 'offline') {
      systemTimers.after(demoSignInPauseMs, () => void signDemoMedewerkerIn(medewerkerId))
    }
  }

  const session = sessions.read()
  await inTurn(() => openFor(session))
  if (session === undefined && options.demoMedewerkerId !== undefined)
    void signDemoMedewerkerIn(options.demoMedewerkerId)

  return {
    handlers: {
      ...workspaceHandlers(
        () => workspace,
        () => trouble ?? { code: 'signed_out' },
      ),
      'aanmelding.find': aanmelding.find,
      'aanmelding.listDemoMedewerkers': aanmelding.listDemoMedewerkers,
      'aanmelding.aanmelden': aanmelding.aanmelden,
      'aanmelding.afmelden': aanmelding.afmelden,
      'werkplek.find': () =>
        ok({ versie: options.version, schil: options.shell, sleutelbewaring: secrets.protection, storing: trouble }),
    },
    onEvent: events.listen,
    close: async () => {
      closed = true
      await inTurn(closeWorkspace)
    },
  }
}

const isWorkspaceOperation = (name: OperationName): name is WorkspaceOperation =>
  !name.startsWith('aanmelding.') && !name.startsWith('werkplek.')

/** Operations that need a signed-in medewerker; without one they fail with `reason`. */
const workspaceHandlers = (current: () => Workspace | undefined, reason: () => AppError): WorkspaceHandlers => {
  const forward =
    <Name extends WorkspaceOperation>(name: Name) =>
    (input: OperationInput<Name>): Answer<Name> => {
      const handler = current()?.handlers[name] as ((input: OperationInput<Name>) => Answer<Name>) | undefined
      return handler === undefined ? fail(reason()) : handler(input)
    }
  const names = (Object.keys(contract) as OperationName[]).filter(isWorkspaceOperation)
  // One entry per operation by construction; `fromEntries` cannot say so.
  return Object.fromEntries(names.map((name) => [name, forward(name)])) as WorkspaceHandlers
}

type Answer<Name extends OperationName> = Result<OperationOutput<Name>> | Promise<Result<OperationOutput<Name>>>
