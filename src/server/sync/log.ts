import { z } from 'zod'
import { readRows, type Queryable } from '../db/db'

export interface LogEntry {
  readonly scope: string
  readonly entiteit: string
  readonly id: string
  readonly bewerking: 'upsert' | 'remove'
}

const counterSchema = z.object({ laatste: z.int() })

/**
 * Appends to the tenant's log; call it last in a transaction. The counter row stays locked until the commit, so numbers become
 * visible in their own order and a reader that saw number n never finds a lower one later. Taking it last keeps that lock short.
 */
export const appendLog = async (tx: Queryable, tenant: string, entries: readonly LogEntry[]): Promise<void> => {
  if (entries.length === 0) return
  const [{ laatste }] = z
    .tuple([counterSchema])
    .parse(
      await tx.query('update tenant_teller set laatste = laatste + $2 where tenant = $1 returning laatste', [
        tenant,
        entries.length,
      ]),
    )
  const first = laatste - entries.length + 1
  const numbered = entries.map((entry, index) => ({ ...entry, volgnummer: first + index }))
  // The older entry of the same row in the same scope gives way: a row that changed ten times travels once.
  await tx.query(
    `insert into wijzigingslog (tenant, scope, entiteit, id, volgnummer, bewerking)
     select $1, r.scope, r.entiteit, r.id, r.volgnummer, r.bewerking
     from jsonb_to_recordset($2::jsonb) as r(scope text, entiteit text, id text, volgnummer bigint, bewerking text)
     on conflict (tenant, scope, entiteit, id)
     do update set volgnummer = excluded.volgnummer, bewerking = excluded.bewerking`,
    [tenant, JSON.stringify(numbered)],
  )
}

/** The number of the newest entry that this transaction or connection can see. */
export const readCounter = async (db: Queryable, tenant: string): Promise<number> => {
  const rows = await readRows(db, counterSchema, 'select laatste from tenant_teller where tenant = $1', [tenant])
  return z.tuple([counterSchema]).parse(rows)[0].laatste
}

const forgottenSchema = z.object({ vergeten_tot: z.int() })

/** Up to this number removals are forgotten (`retention/`): who stands before it cannot know what is gone. */
export const readForgotten = async (db: Queryable, tenant: string): Promise<number> => {
  const rows = await readRows(db, forgottenSchema, 'select vergeten_tot from tenant_teller where tenant = $1', [tenant])
  return z.tuple([forgottenSchema]).parse(rows)[0].vergeten_tot
}
