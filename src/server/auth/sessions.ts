import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { instantSchema, type Instant } from '../../shared/kernel/clock'
import { readRows, type Db } from '../db/db'

export interface Session {
  /** Names the session on the server; nobody can sign in with it. */
  readonly id: string
  readonly medewerkerId: string
  readonly expiresAt: Instant
  /** It belongs to a desk that was withdrawn: all it may still hear is that. */
  readonly isWithdrawn: boolean
}

export interface NewSession extends Session {
  /** Shown to the desk once; the server keeps only its hash. */
  readonly token: string
}

export interface Sessions {
  readonly create: (medewerkerId: string) => Promise<NewSession>
  /** Undefined when the token is unknown or has expired; one of a withdrawn desk is found for much longer. */
  readonly find: (token: string) => Promise<Session | undefined>
  /** This desk uses the session: withdrawing the desk ends it. */
  readonly bind: (session: Session, clientId: string) => Promise<void>
}

// A working day with its evening opening; whoever works longer signs in again.
const lifeHours = 12
// A stolen desk is often opened days later, with a session that ended long ago: that it was withdrawn is all it may still hear.
const rememberedDays = 90

/** Sessions of which nothing needs to be known any more, as a condition: of a desk, after a term in which it may come back. */
export const isForgettableSession = `(vervalt_op <= now() - make_interval(days => ${String(rememberedDays)})
  or client is null and vervalt_op <= now())`

const sessionSchema = z
  .object({ token_hash: z.string(), medewerker: z.string(), vervalt_op: instantSchema, ingetrokken: z.boolean() })
  .transform((row): Session => ({
    id: row.token_hash,
    medewerkerId: row.medewerker,
    expiresAt: row.vervalt_op,
    isWithdrawn: row.ingetrokken,
  }))

/** A random token needs no slow hash: there is nothing to guess. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export const createSessions = (db: Db, tenant: string): Sessions => ({
  create: async (medewerkerId) => {
    const token = randomBytes(32).toString('base64url')
    await db.query(`delete from sessie where ${isForgettableSession}`)
    const rows = await readRows(
      db,
      sessionSchema,
      `insert into sessie (tenant, token_hash, medewerker, vervalt_op) values ($1, $2, $3, now() + make_interval(hours => $4))
       returning token_hash, medewerker, vervalt_op, false as ingetrokken`,
      [tenant, hashOf(token), medewerkerId, lifeHours],
    )
    return { token, ...z.tuple([z.custom<Session>()]).parse(rows)[0] }
  },
  find: async (token) => {
    const rows = await readRows(
      db,
      sessionSchema,
      `select s.token_hash, s.medewerker, s.vervalt_op, c.ingetrokken_op is not null as ingetrokken
       from sessie s left join client c on c.tenant = s.tenant and c.id = s.client
       where s.tenant = $1 and s.token_hash = $2 and (s.vervalt_op > now() or c.ingetrokken_op is not null)`,
      [tenant, hashOf(token)],
    )
    return rows[0]
  },
  bind: async ({ id }, clientId) => {
    // Nearly always it is so already: then nothing is written.
    await db.query(
      'update sessie set client = $3 where tenant = $1 and token_hash = $2 and client is distinct from $3::uuid',
      [tenant, id, clientId],
    )
  },
})
