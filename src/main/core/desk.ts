import { addSeconds } from '../../shared/kernel/clock'
import { AppFailure, type AppError } from '../../shared/kernel/result'
import { describeBug } from '../../shared/node/describe-bug'
import { withdrawnSession, type Session, type SessionStore } from './aanmelding/session'
import type { CoreEvents } from './core-events'
import type { CoreOptions } from './core-options'
import { keepDamagedCopy } from './db/damaged-copy'
import { deskFolderOf } from './db/desk-folder'
import { createDeskLock, destroyDesk, finishDestroying, shredCache, shredCachesLeftBehind } from './db/wipe'
import { systemTimers } from './sync/ports'
import { openWorkspace, type Workspace } from './workspace'

interface DeskOptions {
  readonly core: CoreOptions
  readonly sessions: SessionStore
  readonly events: CoreEvents
  /** Gets a new token for this medewerker without asking anybody, if that is possible here. */
  readonly renew: (medewerkerId: string) => Promise<boolean>
  /** Somebody else sits here now, or something is wrong with the desk. */
  readonly onChange: () => void
}

/** What stands open on this desk: the workspace of whoever is signed in, and what is wrong, if anything. */
export interface Desk {
  /** Also there while the desk is locked (`device_locked`): it goes on looking for its server. */
  readonly workspace: () => Workspace | undefined
  readonly trouble: () => AppError | null
  /** It is about to close and takes only words that were on their way. */
  readonly isLocking: () => boolean
  /** Closes what is open and opens what belongs to this session. */
  readonly open: (session: Session | undefined) => Promise<void>
  /** Closes what is open, after the words that were on their way. Whether it stays so is the session's business. */
  readonly lock: () => Promise<void>
  readonly close: () => Promise<void>
}

// Screens hear of a lock and bring what was typed last to disk within milliseconds; nobody waits for this.
const lastWordsMs = 250

// Who signed out here and stayed away for so long may be fetched anew.
const leftBehindSeconds = 14 * 24 * 60 * 60

export const createDesk = (options: DeskOptions): Desk => {
  const { core, sessions, onChange } = options
  finishDestroying(core)
  let workspace: Workspace | undefined
  let trouble: AppError | null = null
  let isLocking = false
  // One opening of the files; what it reports after it was closed concerns nobody.
  let life = Symbol('closed')

  // One thing at a time: signing in waits for the end of signing out, or it would find the files still open.
  let turn: Promise<void> = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work, work)
    return turn
  }
  const closeWorkspace = async (): Promise<void> => {
    const last = workspace
    workspace = undefined
    life = Symbol('closed')
    await last?.close()
  }
  /** What is damaged may not even close well; what has to happen then must happen all the same. */
  const closeAnyhow = (): Promise<void> =>
    closeWorkspace().catch((error: unknown) => {
      core.logger.error({ bug: describeBug(error) }, 'desk did not close well')
    })
  const openWorkspaceOf = (session: Session): void => {
    const own = Symbol('open')
    life = own
    const { id } = session.medewerker
    const lock = createDeskLock({ ...core, medewerkerId: id })
    /** Ends this life for good reason; nothing when it is over already. */
    const end = (then: () => void): void => {
      inTurn(async () => {
        if (life !== own) return
        await closeAnyhow()
        then()
        onChange()
      }).catch((error: unknown) => {
        core.logger.fatal({ bug: describeBug(error) }, 'desk cannot go on')
      })
    }
    const openFiles = (): Workspace =>
      openWorkspace({
        ...options,
        session,
        token: () => sessions.read()?.token ?? '',
        renew: () => options.renew(id),
        onDamage: (file) => {
          end(() => {
            if (file === 'cache') rebuildCache(session)
            else stopAtDamagedOutbox(id)
          })
        },
        onRevoked: () => {
          end(() => {
            destroyEverything(id)
          })
        },
        onOverdue: () => {
          end(() => {
            lock.shut()
            openWorkspaceOf(session)
          })
        },
        onContact: () => {
          if (trouble?.code !== 'device_locked') return
          lock.open()
          trouble = null
          onChange()
        },
      })
    try {
      try {
        workspace = openFiles()
      } catch (error) {
        if (!isLocked(error)) throw error
        lock.shut()
        workspace = openFiles()
      }
      trouble = lock.isShut() ? { code: 'device_locked' } : null
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error
      trouble = error.error
      core.logger.error({ code: trouble.code }, 'desk files cannot be opened')
    }
  }
  /** A copy of what the server has: thrown away and fetched again, and the agent goes on. */
  const rebuildCache = (session: Session): void => {
    core.logger.warn('cache damaged, fetching it again')
    shredCache({ ...core, medewerkerId: session.medewerker.id })
    openWorkspaceOf(session)
  }
  const stopAtDamagedOutbox = (medewerkerId: string): void => {
    keepDamagedCopy(deskFolderOf(core.profileDir, medewerkerId).outbox.path, core.clock.now(), core.logger)
    trouble = { code: 'storage_corrupt', file: 'outbox.db' }
  }

  /** The server said that this device is no longer one of ours: nothing may be left on it, also nothing that was still to be sent. */
  const destroyEverything = (medewerkerId: string): void => {
    destroyDesk({ ...core, medewerkerId }, withdrawnSession)
    trouble = { code: 'device_revoked' }
    core.logger.warn('device withdrawn, everything on it destroyed')
  }

  return {
    workspace: () => workspace,
    trouble: () => trouble,
    isLocking: () => isLocking,
    open: (session) =>
      inTurn(async () => {
        await closeWorkspace()
        // Why a desk is empty stays to be read until somebody signs in.
        trouble = session === undefined && sessions.isWithdrawn() ? { code: 'device_revoked' } : null
        if (session !== undefined) {
          shredCachesLeftBehind(core, session.medewerker.id, addSeconds(core.clock.now(), -leftBehindSeconds))
          openWorkspaceOf(session)
        }
        onChange()
      }),
    lock: () => {
      isLocking = true
      // Told before it is done: a screen hides everything now.
      onChange()
      return inTurn(async () => {
        if (workspace !== undefined) await new Promise<void>((resolve) => systemTimers.after(lastWordsMs, resolve))
        await closeAnyhow()
        trouble = null
        isLocking = false
        onChange()
      })
    },
    close: () => inTurn(closeWorkspace),
  }
}

const isLocked = (error: unknown): boolean => error instanceof AppFailure && error.error.code === 'device_locked'
