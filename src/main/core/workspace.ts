import { kennisartikelEntity } from '../../shared/domain/kennisartikel/kennisartikel'
import { addSeconds } from '../../shared/kernel/clock'
import { AppFailure } from '../../shared/kernel/result'
import { openDeskFiles, type DeskFiles } from './db/desk-files'
import { createGesprekRepository } from './gesprekken/repository'
import { createEntityStore } from './sync/entity-store'
import type { WorkspaceHandlers, WorkspaceOptions } from './workspace-options'
import { createWorkspaceParts } from './workspace-parts'
import { createWorkspaceHandlers } from './workspace-handlers'
import { createKennisIndex, projectKennisartikelen } from './zoeken/kennis-index'

/** Everything that belongs to one signed-in medewerker: files, sync, and the operations on them. */
export interface Workspace {
  readonly handlers: WorkspaceHandlers
  readonly close: () => Promise<void>
}

// Long enough to notice and press Ctrl+Z after lunch; short enough that a caller's words do not linger.
const putAwaySeconds = 24 * 60 * 60

/**
 * Opens the medewerker's files and starts sync. Throws `AppFailure` when the files cannot be opened, and `device_locked` when this desk was
 * away from its server for too long: nothing of the cache has been shown to anybody then.
 */
export const openWorkspace = (options: WorkspaceOptions): Workspace => {
  const { core, session, onDamage } = options
  const files = openDeskFiles({ ...core, medewerkerId: session.medewerker.id, onDamage })
  try {
    return openOn(options, files)
  } catch (error) {
    files.close()
    throw error
  }
}

const openOn = (options: WorkspaceOptions, files: DeskFiles): Workspace => {
  const { clock } = options.core
  const store = createEntityStore(files.cache)
  const index = createKennisIndex(files.cache)
  store.project(kennisartikelEntity, projectKennisartikelen(index))
  const gesprekken = createGesprekRepository(files.outbox)
  gesprekken.removePutAwayBefore(addSeconds(clock.now(), -putAwaySeconds))

  const parts = createWorkspaceParts({ ...options, files, store })
  if (parts.guard.isOverdue()) throw new AppFailure({ code: 'device_locked' })
  const handlers = createWorkspaceHandlers({ ...options, ...parts, files, store, index, gesprekken })
  parts.start()
  return {
    handlers,
    close: async () => {
      await parts.close()
      files.close()
    },
  }
}
