import { z } from 'zod'
import { readRows, type Queryable } from '../db/db'

interface ClaimRequest {
  readonly clientId: string
  readonly requestId: string
}

/** The note that this request was granted, as long as that grant lasts: an answer that was lost must not take a second note. */
export const findGrant = async (
  tx: Queryable,
  tenant: string,
  { clientId, requestId, medewerkerId }: ClaimRequest & { readonly medewerkerId: string },
): Promise<string | undefined> => {
  const [granted] = await readRows(
    tx,
    z.object({ notitie: z.string() }),
    `select v.notitie from claim_verzoek v join terugbelnotities n on n.tenant = v.tenant and n.id = v.notitie
     where v.tenant = $1 and v.client = $2 and v.verzoek = $3 and n.status = 'geclaimd'
       and n.claim ->> 'houder' = $4 and (n.claim ->> 'token')::bigint = v.token
       and (n.claim ->> 'tot')::timestamptz > now()`,
    [tenant, clientId, requestId, medewerkerId],
  )
  return granted?.notitie
}

/** Remembers it for a day: no lease lasts longer, and a desk does not ask that late. */
export const rememberGrant = async (
  tx: Queryable,
  tenant: string,
  { clientId, requestId, notitieId, token }: ClaimRequest & { readonly notitieId: string; readonly token: number },
): Promise<void> => {
  await tx.query(`delete from claim_verzoek where tenant = $1 and client = $2 and op < now() - interval '1 day'`, [
    tenant,
    clientId,
  ])
  await tx.query(
    `insert into claim_verzoek (tenant, client, verzoek, notitie, token) values ($1, $2, $3, $4, $5)
     on conflict (tenant, client, verzoek) do update set notitie = excluded.notitie, token = excluded.token, op = now()`,
    [tenant, clientId, requestId, notitieId, token],
  )
}
