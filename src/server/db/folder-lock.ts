import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartProblem } from '../start-problem'

/**
 * Claims a data folder for this process: the embedded database is damaged when two processes write to it. Creates the folder; a lock
 * left by a process that is gone is taken over. Returns the release; throws `StartProblem` when another process holds it.
 */
export const lockFolder = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'server.lock')
  if (!claim(file)) {
    const holder = holderOf(file)
    if (holder !== undefined && isRunning(holder)) {
      throw new StartProblem(
        `De ingebouwde database in ${folder} is al in gebruik door een andere Klaar-server (proces ${holder}). ` +
          `Stop die eerst. Weet u zeker dat die niet meer draait? Verwijder dan het bestand ${file}.`,
      )
    }
    rmSync(file, { force: true })
    if (!claim(file))
      throw new StartProblem(`De map ${folder} wordt op dit moment door een andere Klaar-server geopend.`)
  }
  return () => {
    rmSync(file, { force: true })
  }
}

const claim = (file: string): boolean => {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

const holderOf = (file: string): number | undefined => {
  const pid = Number(readFileSync(file, 'utf8'))
  // Our own number in an old lock: a container gives every start the same one.
  return Number.isInteger(pid) && pid > 0 && pid !== process.pid ? pid : undefined
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, but as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
