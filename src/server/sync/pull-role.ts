import type { Queryable } from '../db/db'

/**
 * From here to its end this transaction reads as `klaar_pull`, for which row-level security hides everything outside these scopes: a mistake
 * in our own checks then shows nothing to anybody.
 */
export const enterPullRole = async (tx: Queryable, tenant: string, scopes: readonly string[]): Promise<void> => {
  await tx.query(
    `select set_config('klaar.tenant', $1, true), set_config('klaar.scopes', $2::text[]::text, true),
       set_config('role', 'klaar_pull', true)`,
    [tenant, scopes],
  )
}
