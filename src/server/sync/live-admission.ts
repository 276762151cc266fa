import { z } from 'zod'
import { fail, ok, type Result } from '../../shared/kernel/result'
import type { Session } from '../auth/sessions'
import { readRows, type Db, type Queryable } from '../db/db'
import { loadActor } from './actor'
import { findClient } from './client'

/** A desk that may listen. */
export interface AdmittedDesk {
  readonly clientId: string
  readonly session: Session
  readonly scopes: readonly string[]
}

export interface LiveAdmission {
  /** The same checks for every transport. Errors: `resync_required`, `forbidden`, `device_revoked`, `signed_out`. */
  readonly admit: (session: Session, clientId: string) => Promise<Result<AdmittedDesk>>
  /** Those of them that may no longer listen. */
  readonly findUnwelcome: (desks: readonly AdmittedDesk[]) => Promise<ReadonlySet<AdmittedDesk>>
}

/** Who may listen, and who may go on listening: a channel stays open for hours, in which a session or a medewerker can end. */
export const createLiveAdmission = (db: Db, tenant: string): LiveAdmission => ({
  admit: async (session, clientId) => {
    const client = await findClient(db, tenant, clientId, session.medewerkerId)
    if (!client.ok) return client
    const actor = await loadActor(db, tenant, session.medewerkerId)
    if (actor === undefined) return fail({ code: 'signed_out' })
    return ok({ session, clientId, scopes: await greetedScopes(db, tenant, clientId, actor.scopes) })
  },
  findUnwelcome: async (desks) => {
    // One question for all of them: five hundred desks must not cost five hundred.
    const asked = desks.map(({ session, clientId }, place) => ({ place, sessie: session.id, client: clientId }))
    const welcome = await readRows(
      db,
      z.object({ place: z.int() }),
      `select d.place from jsonb_to_recordset($2::jsonb) as d(place integer, sessie text, client uuid)
       join sessie s on s.tenant = $1 and s.token_hash = d.sessie and s.vervalt_op > now()
       join medewerkers m on m.tenant = $1 and m.id = s.medewerker
       join client c on c.tenant = $1 and c.id = d.client and c.medewerker = s.medewerker and c.ingetrokken_op is null`,
      [tenant, JSON.stringify(asked)],
    )
    const places = new Set(welcome.map(({ place }) => place))
    return new Set(desks.filter((_desk, place) => !places.has(place)))
  },
})

/**
 * The scopes that the desk's last hello gave it. When there are more by now, joining with these makes the desk greet again: a desk that only
 * polls was perhaps not listening when its rights grew. What it lost shows by itself, as a pull of it is refused.
 */
const greetedScopes = async (
  db: Queryable,
  tenant: string,
  clientId: string,
  allowed: readonly string[],
): Promise<readonly string[]> => {
  const rows = await readRows(
    db,
    z.object({ scope: z.string() }),
    `select scope from client_bereik where tenant = $1 and client = $2 and toestand = 'houdt'`,
    [tenant, clientId],
  )
  const held = new Set(rows.map(({ scope }) => scope))
  return held.size === 0 ? allowed : allowed.filter((scope) => held.has(scope))
}
