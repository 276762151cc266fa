import { z } from 'zod'
import { entities } from '../../shared/domain/entities'
import type { ScopeSum } from '../../shared/sync-protocol/pull'
import { readRows, type Queryable } from '../db/db'

const sumSchema = z.object({ scope: z.string(), entity: z.string(), rows: z.int(), sum: z.string() })

/** Names come from the entity's own definition. The hash of a row is stored beside it (`rij_hash`, equal to `rowHash`). */
const statement = entities
  .map(
    ({ name, table }) =>
      `select w.scope, w.entiteit as entity, count(*)::int as rows, sum(r.hash)::text as sum
       from wijzigingslog w join ${table} r on r.tenant = w.tenant and r.id = w.id
       where w.tenant = $1 and w.scope = any($2) and w.entiteit = '${name}' and w.bewerking = 'upsert'
       group by w.scope, w.entiteit`,
  )
  .join(' union all ')

/** What a desk must hold of these scopes in this snapshot of the database, read over the rows themselves. */
export const readSums = (tx: Queryable, tenant: string, scopes: readonly string[]): Promise<readonly ScopeSum[]> =>
  readRows(tx, sumSchema, statement, [tenant, scopes])
