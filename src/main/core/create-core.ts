import { contract, type OperationInput, type OperationName, type OperationOutput } from '../../shared/contract/index'
import { fail, ok, type AppError, type Result } from '../../shared/kernel/result'
import { describeBug } from '../../shared/node/describe-bug'
import { createAanmelding } from './aanmelding/aanmelding'
import { createSessionStore } from './aanmelding/session'
import type { Core } from './core'
import { createCoreEvents } from './core-events'
import type { CoreOptions } from './core-options'
import { createDesk, type Desk } from './desk'
import { createSignInLink } from './sync/sign-in-link'
import { systemTimers } from './sync/ports'
import type { WorkspaceHandlers, WorkspaceOperation } from './workspace-options'

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
  const desk = createDesk({
    core: options,
    sessions,
    events,
    renew: (medewerkerId) => renewSession(medewerkerId),
    onChange: () => {
      events.emit('aanmelding.changed', aanmelding.current())
    },
  })
  const signInLink = createSignInLink(options)
  const aanmelding = createAanmelding({
    signInLink,
    sessions,
    clock: options.clock,
    onSession: desk.open,
    onLock: desk.lock,
  })
  let closed = false

  /** A demo has no password to ask for, so an expired session renews itself. */
  const renewSession = async (medewerkerId: string): Promise<boolean> => {
    if (options.demoMedewerkerId === undefined) return false
    const { token, gemeente, medewerker } = await signInLink.signIn(medewerkerId)
    sessions.renew({ token, gemeente, medewerker })
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
  await desk.open(sessions.lockedSince() === undefined ? session : undefined)
  // A device that was withdrawn is not filled again before somebody asks for it.
  if (session === undefined && options.demoMedewerkerId !== undefined && !sessions.isWithdrawn())
    void signDemoMedewerkerIn(options.demoMedewerkerId)

  return {
    handlers: {
      ...workspaceHandlers(desk),
      'aanmelding.find': aanmelding.find,
      'aanmelding.listDemoMedewerkers': aanmelding.listDemoMedewerkers,
      'aanmelding.aanmelden': aanmelding.aanmelden,
      'aanmelding.afmelden': aanmelding.afmelden,
      'aanmelding.vergrendel': aanmelding.vergrendel,
      'aanmelding.ontgrendel': aanmelding.ontgrendel,
      'werkplek.find': () =>
        ok({
          versie: options.version,
          schil: options.shell,
          sleutelbewaring: secrets.protection,
          storing: desk.trouble(),
        }),
    },
    onEvent: events.listen,
    close: async () => {
      closed = true
      await desk.close()
    },
  }
}

const isWorkspaceOperation = (name: OperationName): name is WorkspaceOperation =>
  !name.startsWith('aanmelding.') && !name.startsWith('werkplek.')

/** What somebody typed right before the screen was locked may still be on its way. Storing it tells nobody anything. */
const lastWords: readonly OperationName[] = ['gesprekken.bewaar', 'terugbelnotities.bewaarUitkomst']

/** What a locked desk still does: look for its server, and say so. Nothing of it is about anybody. */
const openWhileLocked: readonly OperationName[] = [
  'verbinding.find',
  'verbinding.diagnose',
  'verbinding.probeer',
  'verbinding.controleer',
]

/** Operations that need a signed-in medewerker; without one, or when the desk cannot work, they fail with the reason. */
const workspaceHandlers = (desk: Desk): WorkspaceHandlers => {
  const refusal = (name: WorkspaceOperation): AppError | undefined => {
    if (desk.isLocking() && !lastWords.includes(name)) return { code: 'signed_out' }
    const trouble = desk.trouble()
    if (trouble?.code === 'device_locked' && openWhileLocked.includes(name)) return undefined
    return trouble ?? (desk.workspace() === undefined ? { code: 'signed_out' } : undefined)
  }
  const forward =
    <Name extends WorkspaceOperation>(name: Name) =>
    (input: OperationInput<Name>): Answer<Name> => {
      const refused = refusal(name)
      if (refused !== undefined) return fail(refused)
      const handler = desk.workspace()?.handlers[name] as ((input: OperationInput<Name>) => Answer<Name>) | undefined
      return handler === undefined ? fail({ code: 'signed_out' }) : handler(input)
    }
  const names = (Object.keys(contract) as OperationName[]).filter(isWorkspaceOperation)
  // One entry per operation by construction; `fromEntries` cannot say so.
  return Object.fromEntries(names.map((name) => [name, forward(name)])) as WorkspaceHandlers
}

type Answer<Name extends OperationName> = Result<OperationOutput<Name>> | Promise<Result<OperationOutput<Name>>>
