import { z } from 'zod'
import { isForgettableSession } from '../auth/sessions'
import { readRows, type Db, type Queryable } from '../db/db'

/** How many rows were forgotten. */
export interface Forgotten {
  /** Of intents, and of what a desk was granted when it asked for the next note. */
  readonly uitkomsten: number
  readonly verwijderingen: number
  readonly sessies: number
}

export interface ForgetDeps {
  readonly db: Db
  readonly tenant: string
  /** Ends between two batches when it says so; the next run goes on. */
  readonly isStopped?: () => boolean
  /** Rows per statement; smaller only in tests. */
  readonly batchRows?: number
}

// As long as an intent may lie in an outbox: until then a repeat gets the answer of the first time.
const outcomeDays = 90
// A desk that was away for longer copies again; a desk destroys its cache long before that (`limits.offlineDays`).
const removalDays = 60
// Between two notes of where the counter stood. With more of them removals would only go hours earlier.
const momentHours = 12
// Short locks, so that desks do not notice.
const standardBatchRows = 1_000

/**
 * Removes what is past its term. In small statements, each right by itself: it may be broken off anywhere, and two nodes that do it at once
 * share the work.
 */
export const forget = async ({
  db,
  tenant,
  isStopped = () => false,
  batchRows = standardBatchRows,
}: ForgetDeps): Promise<Forgotten> => {
  const inBatches = async (table: string, key: string, where: string, params: readonly unknown[]): Promise<number> => {
    let total = 0
    while (!isStopped()) {
      const removed = await db.query(
        // Rows that another node is removing just now are its business.
        `delete from ${table} where (${key}) in (
           select ${key} from ${table} where ${where} limit ${String(batchRows)} for update skip locked
         ) returning 1 as een`,
        params,
      )
      total += removed.length
      if (removed.length < batchRows) break
    }
    return total
  }
  const pastDays = (days: number): string => `op < now() - make_interval(days => ${String(days)})`

  const forgotten = await moveForgotten(db, tenant)
  const verwijderingen = await inBatches(
    'wijzigingslog',
    'tenant, scope, entiteit, id',
    `tenant = $1 and bewerking = 'remove' and volgnummer <= $2`,
    [tenant, forgotten],
  )
  const uitkomsten = await inBatches(
    'intent_uitkomst',
    'tenant, client, no',
    `tenant = $1 and ${pastDays(outcomeDays)}`,
    [tenant],
  )
  const verzoeken = await inBatches(
    'claim_verzoek',
    'tenant, client, verzoek',
    `tenant = $1 and ${pastDays(outcomeDays)}`,
    [tenant],
  )
  const sessies = await inBatches('sessie', 'tenant, token_hash', `tenant = $1 and ${isForgettableSession}`, [tenant])
  return { uitkomsten: uitkomsten + verzoeken, verwijderingen, sessies }
}

const forgottenSchema = z.object({ vergeten_tot: z.int() })

/**
 * Notes where the counter stands, and moves the border to where it stood at the end of the term. Committed before anything is removed: a
 * desk before the border is told to copy again from the first moment that a removal is missing.
 */
const moveForgotten = (db: Db, tenant: string): Promise<number> =>
  db.transaction(async (tx: Queryable) => {
    await tx.query(
      `insert into teller_moment (tenant, laatste)
       select tenant, laatste from tenant_teller t where tenant = $1 and not exists (
         select from teller_moment m where m.tenant = t.tenant and m.op > now() - make_interval(hours => ${String(momentHours)})
       ) on conflict do nothing`,
      [tenant],
    )
    const border = `(select max(op) from teller_moment where tenant = $1 and op < now() - make_interval(days => ${String(removalDays)}))`
    const rows = await readRows(
      tx,
      forgottenSchema,
      `update tenant_teller t set vergeten_tot = greatest(t.vergeten_tot, coalesce(
         (select m.laatste from teller_moment m where m.tenant = $1 and m.op = ${border}), 0))
       where tenant = $1 returning vergeten_tot`,
      [tenant],
    )
    await tx.query(`delete from teller_moment where tenant = $1 and op < ${border}`, [tenant])
    return z.tuple([forgottenSchema]).parse(rows)[0].vergeten_tot
  })
