import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from '../../shared/node/logger'
import type { Settings } from '../../shared/node/settings'
import type { Db } from './db'
import { lockFolder } from './folder-lock'
import { migrate } from './migrate'
import { migrations } from './migrations'
import { openPglite } from './pglite'
import { openPostgres } from './postgres'

/**
 * The database of the settings, at the newest schema. Throws what `startProblemText` explains: folder in use or not writable, database
 * unreachable or of a newer Klaar.
 */
export const openDatabase = async (
  settings: Pick<Settings, 'databaseUrl' | 'dataDir'>,
  logger: Logger,
): Promise<Db> => {
  const db =
    settings.databaseUrl === undefined
      ? await openEmbedded(settings.dataDir)
      : openPostgres(settings.databaseUrl, logger)
  try {
    await migrate(db, migrations, logger)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

const openEmbedded = async (dataDir: string): Promise<Db> => {
  const unlock = lockFolder(dataDir)
  try {
    const folder = join(dataDir, 'server')
    if (!existsSync(folder)) await makePglite(folder)
    const db = await openPglite(folder)
    const close = async (): Promise<void> => {
      await db.close()
      unlock()
    }
    return { ...db, close }
  } catch (error) {
    unlock()
    throw error
  }
}

/** Made beside its place and moved when it is whole: a first start that is cut off leaves nothing that looks like a database. */
const makePglite = async (folder: string): Promise<void> => {
  const unfinished = `${folder}.nieuw`
  rmSync(unfinished, { recursive: true, force: true })
  const db = await openPglite(unfinished)
  await db.close()
  renameSync(unfinished, folder)
}
