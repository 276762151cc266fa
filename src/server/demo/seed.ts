import { afdelingEntity } from '../../shared/domain/afdeling/afdeling'
import { medewerkerEntity } from '../../shared/domain/medewerker/medewerker'
import { servicenormEntity } from '../../shared/domain/servicenorm/servicenorm'
import { werkkalenderEntity } from '../../shared/domain/werkkalender/werkkalender'
import type { Logger } from '../../shared/node/logger'
import { resourcePath } from '../app-folder'
import type { Db } from '../db/db'
import { importArticles } from '../kennisbank/import-articles'
import { readServerState } from '../server-state'
import { StartProblem } from '../start-problem'
import type { Changes } from '../sync/changes'
import { createWriter, saveEntities } from '../sync/writer'
import { readDemoFiles } from './demo-files'
import { seedTerugbelnotities } from './seed-terugbelnotities'

const gemeente = 'Gemeente Voorbeeld'

/**
 * Fills an empty database with the demo gemeente, once. Refuses one that holds a real gemeente (`StartProblem`): demo people must never
 * stand between real ones.
 */
export const seedDemo = async (db: Db, changes: Changes, logger: Logger): Promise<void> => {
  const { tenant, demo } = await readServerState(db)
  if (demo) return
  const [anyone] = await db.query('select id from medewerkers where tenant = $1 limit 1', [tenant])
  if (anyone !== undefined) {
    throw new StartProblem(
      'Deze database is van een echte gemeente. Kies voor de demo een andere KLAAR_DATA_DIR of KLAAR_DATABASE_URL.',
    )
  }
  const writer = createWriter(db, tenant, changes)
  const files = readDemoFiles()
  await importArticles(resourcePath('demo/kennisartikelen.jsonl'), writer, ({ line, reason }) => {
    throw new Error(`demo article on line ${line}: ${reason}`)
  })
  await writer(async (unit, tx) => {
    await saveEntities(unit, afdelingEntity, byId(files.afdelingen))
    await saveEntities(unit, medewerkerEntity, byId(files.medewerkers))
    await saveEntities(unit, werkkalenderEntity, byId([files.werkkalender]))
    await saveEntities(unit, servicenormEntity, byId(files.servicenormen))
    await seedTerugbelnotities({ unit, tx, logger, files })
    // Last and in the same transaction: a seed that broke off starts again.
    await tx.query('update server_staat set demo = true, gemeente = $2 where tenant = $1', [tenant, gemeente])
  })
  logger.info({ gemeente }, 'demo gemeente made')
}

const byId = <State extends { readonly id: string }>(states: readonly State[]): ReadonlyMap<string, State> =>
  new Map(states.map((state) => [state.id, state]))
