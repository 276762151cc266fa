import { z } from 'zod'
import { readRows, type Db } from '../../src/server/db/db'
import { selectRows } from '../../src/server/db/entity-rows'
import { entities } from '../../src/shared/domain/entities'
import { intentOutcomeSchema } from '../../src/shared/sync-protocol/push'
import { entryKey, outcomeKey, rowKey, type ModelEntry, type ModelState } from './model/model-state'

const logSchema = z.object({
  scope: z.string(),
  entiteit: z.string(),
  id: z.string(),
  volgnummer: z.int(),
  bewerking: z.enum(['upsert', 'remove']),
})
const clientSchema = z.object({ id: z.string(), medewerker: z.string(), laatste_no: z.int(), protocol: z.int() })
const scopeSchema = z.object({ client: z.string(), scope: z.string(), toestand: z.enum(['houdt', 'wissen']) })
const outcomeSchema = z.object({ client: z.string(), no: z.int(), uitkomst: intentOutcomeSchema })

/**
 * Brings what the invariants look at up to date with the real database. Returns the entries that are new: every commit has some, as its numbers
 * come after all before it.
 */
export const refreshMirror = async (db: Db, tenant: string, mirror: ModelState): Promise<readonly ModelEntry[]> => {
  const log = await readRows(
    db,
    logSchema,
    'select scope, entiteit, id, volgnummer, bewerking from wijzigingslog where tenant = $1 order by volgnummer',
    [tenant],
  )
  const entries = log.map(({ entiteit, volgnummer, bewerking, ...rest }): ModelEntry => ({
    ...rest,
    entity: entiteit,
    seq: volgnummer,
    op: bewerking,
  }))
  const fresh = entries.filter(({ seq }) => seq > mirror.counter)
  for (const entity of entities) {
    const ids = [...new Set(fresh.filter((entry) => entry.entity === entity.name).map(({ id }) => id))]
    if (ids.length === 0) continue
    const rows = await selectRows(db, tenant, entity, ids)
    for (const id of ids) {
      const stored = rows.get(id)
      if (stored === undefined) mirror.rows.delete(rowKey(entity.name, id))
      else mirror.rows.set(rowKey(entity.name, id), { entity: entity.name, id, ...stored })
    }
  }
  for (const entry of entries) mirror.log.set(entryKey(entry.scope, entry.entity, entry.id), entry)
  mirror.counter = Math.max(mirror.counter, fresh.at(-1)?.seq ?? 0)
  await refreshDesks(db, tenant, mirror)
  return fresh
}

const refreshDesks = async (db: Db, tenant: string, mirror: ModelState): Promise<void> => {
  const scopes = await readRows(
    db,
    scopeSchema,
    'select client, scope, toestand from client_bereik where tenant = $1',
    [tenant],
  )
  const clients = await readRows(
    db,
    clientSchema,
    'select id, medewerker, laatste_no, protocol from client where tenant = $1',
    [tenant],
  )
  for (const { id, medewerker, laatste_no: lastNo, protocol } of clients) {
    const mine = scopes.filter(({ client }) => client === id).map(({ scope, toestand }) => [scope, toestand] as const)
    mirror.clients.set(id, { medewerkerId: medewerker, lastNo, protocol, scopes: new Map(mine) })
  }
  const outcomes = await readRows(
    db,
    outcomeSchema,
    'select client, no, uitkomst from intent_uitkomst where tenant = $1',
    [tenant],
  )
  for (const { client, no, uitkomst } of outcomes) mirror.outcomes.set(outcomeKey(client, no), uitkomst)
}
