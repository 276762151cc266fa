import { statSync } from 'node:fs'
import type { Db } from '../db/db'
import { importArticles } from '../kennisbank/import-articles'
import { readServerState } from '../server-state'
import { StartProblem } from '../start-problem'
import { createChanges } from '../sync/changes'
import { createWriter } from '../sync/writer'

/** `kennisbank import`: prints what happened in Dutch; returns the exit code, 1 when anything was wrong with the file. */
export const importKennisbank = async (file: string, openDb: () => Promise<Db>): Promise<number> => {
  requireFile(file)
  const db = await openDb()
  try {
    const { tenant } = await readServerState(db)
    const { imported, unchanged, skipped } = await importArticles(
      file,
      createWriter(db, tenant, createChanges()),
      ({ line, reason }) => {
        process.stderr.write(`Regel ${line} overgeslagen: ${reason}.\n`)
      },
    )
    if (imported + unchanged + skipped === 0) {
      process.stderr.write(`Het bestand ${file} is leeg: er is niets geïmporteerd.\n`)
      return 1
    }
    process.stdout.write(
      `${imported} artikelen geïmporteerd, ${unchanged} ongewijzigd, ${skipped} regels overgeslagen\n`,
    )
    return skipped === 0 ? 0 : 1
  } finally {
    await db.close()
  }
}

/** Before the database is opened, which takes seconds. */
const requireFile = (file: string): void => {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) throw new StartProblem(`Het bestand ${file} bestaat niet.`)
  if (!found.isFile()) throw new StartProblem(`${file} is geen bestand.`)
}
