import { z } from 'zod'
import { addSeconds, type Instant } from '../../kernel/clock'
import { defineIntent, type ActContext } from '../../kernel/intent'
import { fail, ok } from '../../kernel/result'
import { held, requireOpen, targetSchema } from './requirements'
import { holderAt, terugbelnotitieEntity, type Terugbelnotitie } from './terugbelnotitie'

/** How long a grant lasts without renewal. */
export const leaseSeconds = 15 * 60

/** The note under a new grant: what the server does for a claim and for "the next one". */
export const grantTo = (notitie: Terugbelnotitie, houder: string, now: Instant): Terugbelnotitie => ({
  ...notitie,
  status: 'geclaimd',
  claim: { houder, token: (notitie.claim?.token ?? 0) + 1, tot: addSeconds(now, leaseSeconds) },
})

export const claimTerugbelnotitie = defineIntent({
  name: 'terugbelnotitie.claim',
  entity: terugbelnotitieEntity,
  args: targetSchema,
  target: (args) => args.id,
  apply: (notitie: Terugbelnotitie | undefined, args, context) => {
    const free = requireOpen(notitie, args.id)
    if (!free.ok) return free
    const holder = holderAt(free.value, context.now)
    if (holder !== undefined && holder !== context.medewerkerId) return held(free.value)
    // A desk may only wish: the note becomes "mine" when the server's own answer comes back (docs/adr/0004).
    if (!context.authoritative) return free
    // Who asks again keeps the token: what is on its way under it stays valid.
    return ok(
      holder === undefined ? grantTo(free.value, context.medewerkerId, context.now) : renewed(free.value, context),
    )
  },
})

const renewed = (notitie: Terugbelnotitie, { now }: ActContext): Terugbelnotitie => ({
  ...notitie,
  claim: notitie.claim === null ? null : { ...notitie.claim, tot: addSeconds(now, leaseSeconds) },
})

const tokenSchema = z.strictObject({ ...targetSchema.shape, token: z.int().positive() })

/** Only who holds it under this token; after the lease ended still, as long as nobody else was granted it. */
const requireToken = (
  notitie: Terugbelnotitie | undefined,
  args: z.infer<typeof tokenSchema>,
  { medewerkerId }: ActContext,
) => {
  const open = requireOpen(notitie, args.id)
  if (!open.ok) return open
  const { claim, status } = open.value
  const valid = status === 'geclaimd' && claim?.houder === medewerkerId && claim.token === args.token
  return valid ? open : fail({ code: 'conflict', reason: 'claim_vervallen', current: open.value })
}

/** The desk that holds a note asks for more time while somebody works on it. */
export const verlengClaim = defineIntent({
  name: 'terugbelnotitie.verlengClaim',
  entity: terugbelnotitieEntity,
  args: tokenSchema,
  target: (args) => args.id,
  apply: (notitie: Terugbelnotitie | undefined, args, context) => {
    const mine = requireToken(notitie, args, context)
    if (!mine.ok) return mine
    // Like the grant itself: only the server gives time.
    return context.authoritative ? ok(renewed(mine.value, context)) : mine
  },
})

/** Not today after all: the note is everybody's again. */
export const geefClaimVrij = defineIntent({
  name: 'terugbelnotitie.geefClaimVrij',
  entity: terugbelnotitieEntity,
  args: tokenSchema,
  target: (args) => args.id,
  apply: (notitie: Terugbelnotitie | undefined, args, context) => {
    const mine = requireToken(notitie, args, context)
    return mine.ok ? ok(freed(mine.value, context.now)) : mine
  },
})

/** A team lead takes a note away from who holds it. The reason goes into the audit. */
export const breekClaim = defineIntent({
  name: 'terugbelnotitie.breekClaim',
  entity: terugbelnotitieEntity,
  args: z.strictObject({ ...targetSchema.shape, reden: z.string().trim().min(1).max(200) }),
  target: (args) => args.id,
  apply: (notitie: Terugbelnotitie | undefined, args, context) => {
    const open = requireOpen(notitie, args.id)
    if (!open.ok) return open
    if (open.value.status !== 'geclaimd')
      return fail({ code: 'conflict', reason: 'niet_geclaimd', current: open.value })
    return ok(freed(open.value, context.now))
  },
})

/** The claim stays with its end in the past, because the token may never go back. */
const freed = (notitie: Terugbelnotitie, now: Instant): Terugbelnotitie => ({
  ...notitie,
  status: 'open',
  claim: notitie.claim === null ? null : { ...notitie.claim, tot: now },
})
