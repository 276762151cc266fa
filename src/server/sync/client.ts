import { z } from 'zod'
import { instantSchema } from '../../shared/kernel/clock'
import { fail, ok, type Result } from '../../shared/kernel/result'
import { intentOutcomeSchema, type IntentOutcome } from '../../shared/sync-protocol/push'
import { readRows, type Queryable } from '../db/db'

/** A desk's own thread of intents, as the server knows it. */
export interface Client {
  readonly id: string
  readonly medewerker: string
  /** The newest intent that has an outcome. */
  readonly laatsteNo: number
}

const clientSchema = z
  .object({ id: z.uuid(), medewerker: z.string(), laatste_no: z.int(), ingetrokken_op: instantSchema.nullable() })
  .transform(({ id, medewerker, laatste_no, ingetrokken_op }) => {
    const client: Client = { id, medewerker, laatsteNo: laatste_no }
    return { client, isWithdrawn: ingetrokken_op !== null }
  })

/**
 * The desk of this medewerker. `resync_required` when the server does not know it (restored from a backup: say hello again),
 * `forbidden` when it is someone else's, `device_revoked` when it was withdrawn. `locked` keeps a second push of the same desk waiting
 * until the transaction ends.
 */
export const findClient = async (
  db: Queryable,
  tenant: string,
  clientId: string,
  medewerkerId: string,
  mode: 'plain' | 'locked' = 'plain',
): Promise<Result<Client>> => {
  const [found] = await readRows(
    db,
    clientSchema,
    `select id, medewerker, laatste_no, ingetrokken_op from client where tenant = $1 and id = $2${mode === 'locked' ? ' for update' : ''}`,
    [tenant, clientId],
  )
  if (found === undefined) return fail({ code: 'resync_required' })
  // Whose it is comes first: what happened to somebody else's desk is nobody's business.
  if (found.client.medewerker !== medewerkerId) return fail({ code: 'forbidden', action: 'client' })
  return found.isWithdrawn ? fail({ code: 'device_revoked' }) : ok(found.client)
}

interface Greeting {
  readonly clientId: string
  readonly medewerkerId: string
  readonly settledNo: number
  readonly protocol: number
  readonly appVersion: string
}

/** Knows a desk from now on. `forbidden` when it is someone else's, `device_revoked` when it was withdrawn. */
export const greetClient = async (
  tx: Queryable,
  tenant: string,
  { clientId, medewerkerId, settledNo, protocol, appVersion }: Greeting,
): Promise<Result<Client>> => {
  // A server restored from an older backup has forgotten outcomes that the desk has; numbering goes on from the desk's count.
  const [known] = await readRows(
    tx,
    clientSchema,
    `insert into client (tenant, id, medewerker, laatste_no, protocol, versie) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant, id) do update
     set laatste_no = greatest(client.laatste_no, excluded.laatste_no), protocol = excluded.protocol,
       versie = excluded.versie, gezien_op = now()
     where client.medewerker = excluded.medewerker
     returning id, medewerker, laatste_no, ingetrokken_op`,
    [tenant, clientId, medewerkerId, settledNo, protocol, appVersion],
  )
  if (known === undefined) return fail({ code: 'forbidden', action: 'client' })
  return known.isWithdrawn ? fail({ code: 'device_revoked' }) : ok(known.client)
}

/** Stores what was decided, in the transaction of its effect: from here on a repeat gets this answer and does nothing. */
export const rememberOutcomes = async (
  tx: Queryable,
  tenant: string,
  clientId: string,
  outcomes: readonly IntentOutcome[],
): Promise<void> => {
  await tx.query(
    `insert into intent_uitkomst (tenant, client, no, uitkomst)
     select $1, $2, (u.uitkomst ->> 'no')::bigint, u.uitkomst from jsonb_array_elements($3::jsonb) as u(uitkomst)`,
    [tenant, clientId, JSON.stringify(outcomes)],
  )
  await tx.query('update client set laatste_no = $3 where tenant = $1 and id = $2', [
    tenant,
    clientId,
    outcomes.at(-1)?.no,
  ])
}

/** The stored outcomes of a desk's intents from `first` up to and including `last`, in order. */
export const readOutcomes = async (
  tx: Queryable,
  tenant: string,
  clientId: string,
  first: number,
  last: number,
): Promise<readonly IntentOutcome[]> => {
  const rows = await readRows(
    tx,
    z.object({ uitkomst: intentOutcomeSchema }),
    'select uitkomst from intent_uitkomst where tenant = $1 and client = $2 and no between $3 and $4 order by no',
    [tenant, clientId, first, last],
  )
  return rows.map(({ uitkomst }) => uitkomst)
}
