import { z } from 'zod'
import { readRows, type Queryable } from '../db/db'

interface DeskScopes {
  readonly tenant: string
  readonly clientId: string
  /** What this desk may hold, as of now. */
  readonly allowed: readonly string[]
}

const scopeSchema = z.object({ scope: z.string() })

/**
 * Notes what a desk may hold from now on; returns what it could not hold before. An order to erase one of these is withdrawn: the desk
 * copies it again when it erased it.
 */
export const grantScopes = async (
  tx: Queryable,
  { tenant, clientId, allowed }: DeskScopes,
): Promise<readonly string[]> => {
  const granted = await readRows(
    tx,
    scopeSchema,
    `insert into client_bereik (tenant, client, scope, toestand) select $1, $2, scope, 'houdt' from unnest($3::text[]) as a(scope)
     on conflict (tenant, client, scope) do update set toestand = 'houdt', sinds = now()
     where client_bereik.toestand <> 'houdt' returning scope`,
    [tenant, clientId, allowed],
  )
  return granted.map(({ scope }) => scope)
}

/**
 * Orders that everything else goes: what was given to this desk, and what it says lies there, whether we knew that or not. Returns the orders
 * that are new.
 */
export const orderPurges = async (
  tx: Queryable,
  { tenant, clientId, allowed }: DeskScopes,
  holds: readonly string[],
): Promise<readonly string[]> => {
  const ordered = await readRows(
    tx,
    scopeSchema,
    `insert into client_bereik (tenant, client, scope, toestand)
     select $1, $2, scope, 'wissen' from (
       select scope from client_bereik where tenant = $1 and client = $2 union select unnest($4::text[])
     ) as lying(scope) where scope <> all($3::text[])
     on conflict (tenant, client, scope) do update set toestand = 'wissen', sinds = now()
     where client_bereik.toestand <> 'wissen' returning scope`,
    [tenant, clientId, allowed, holds],
  )
  return ordered.map(({ scope }) => scope)
}

/** Orders that have no receipt yet. */
export const openPurges = async (tx: Queryable, tenant: string, clientId: string): Promise<readonly string[]> => {
  const open = await readRows(
    tx,
    scopeSchema,
    `select scope from client_bereik where tenant = $1 and client = $2 and toestand = 'wissen' order by scope`,
    [tenant, clientId],
  )
  return open.map(({ scope }) => scope)
}

/**
 * Takes a receipt in; returns the orders that it ended. One for an order that was withdrawn meanwhile ends nothing: the desk may hold that
 * scope again. Should it come so late that the scope was granted and taken once more, then the desk's next hello says that rows lie there.
 */
export const endPurges = async (
  tx: Queryable,
  tenant: string,
  clientId: string,
  scopes: readonly string[],
): Promise<readonly string[]> => {
  const ended = await readRows(
    tx,
    scopeSchema,
    `delete from client_bereik where tenant = $1 and client = $2 and scope = any($3) and toestand = 'wissen' returning scope`,
    [tenant, clientId, scopes],
  )
  return ended.map(({ scope }) => scope)
}
