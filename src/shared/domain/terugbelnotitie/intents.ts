import { z } from 'zod'
import { instantSchema } from '../../kernel/clock'
import { defineIntent, type ActContext } from '../../kernel/intent'
import { fail, ok } from '../../kernel/result'
import { pogingIdSchema, pogingResultaatSchema, pogingSchema, type Poging } from './poging'
import { held, requireOpen, targetSchema } from './requirements'
import {
  holderAt,
  holdsUnder,
  terugbelnotitieEntity,
  terugbelnotitieSchema,
  type Terugbelnotitie,
} from './terugbelnotitie'

export const createTerugbelnotitie = defineIntent({
  name: 'terugbelnotitie.create',
  entity: terugbelnotitieEntity,
  args: terugbelnotitieSchema.omit({
    aangemaaktDoor: true,
    status: true,
    claim: true,
    pogingen: true,
    uitkomst: true,
    afgehandeldOp: true,
  }),
  target: (args) => args.id,
  apply: (existing: Terugbelnotitie | undefined, args, context) =>
    existing === undefined
      ? ok<Terugbelnotitie>({
          ...args,
          aangemaaktDoor: context.medewerkerId,
          status: 'open',
          claim: null,
          pogingen: [],
          uitkomst: '',
          afgehandeldOp: null,
        })
      : fail({ code: 'conflict', reason: 'exists', current: existing }),
})

/** Null when it was done without a claim. A wish of an older Klaar has no token: it counts as one without. */
const claimTokenSchema = z.int().positive().nullable().default(null)

/** Adds a fact to the note. Always kept, also on a note that is finished or held by somebody else; twice the same one is one. */
export const registreerPoging = defineIntent({
  name: 'terugbelnotitie.registreerPoging',
  entity: terugbelnotitieEntity,
  args: z.strictObject({
    ...targetSchema.shape,
    pogingId: pogingIdSchema,
    op: instantSchema,
    resultaat: pogingResultaatSchema,
    toelichting: pogingSchema.shape.toelichting,
    token: claimTokenSchema,
  }),
  target: (args) => args.id,
  apply: (notitie: Terugbelnotitie | undefined, { id, pogingId, op, resultaat, toelichting, token }, context) => {
    if (notitie === undefined) return fail({ code: 'not_found', what: id })
    return ok(withPoging(notitie, { id: pogingId, op, resultaat, toelichting }, token, context))
  },
})

/**
 * Finishes a note. Who holds it must show its token; without a claim it is possible as long as nobody holds it. A finish under a claim
 * that is gone is refused, but the call did take place: it is kept as a poging outside a claim.
 */
export const handelTerugbelnotitieAf = defineIntent({
  name: 'terugbelnotitie.handelAf',
  entity: terugbelnotitieEntity,
  args: z.strictObject({
    ...targetSchema.shape,
    uitkomst: z.string().min(1).max(1000),
    token: claimTokenSchema,
    /** The call itself, for when only that can be kept. An older Klaar did not send it. */
    poging: z.strictObject({ id: pogingIdSchema, op: instantSchema }).nullable().default(null),
  }),
  target: (args) => args.id,
  apply: (notitie: Terugbelnotitie | undefined, args, context) => {
    if (notitie === undefined) return fail({ code: 'not_found', what: args.id })
    const refusal = refusalOf(notitie, args.token, context)
    if (refusal === undefined) {
      return ok<Terugbelnotitie>({
        ...notitie,
        status: 'afgehandeld',
        uitkomst: args.uitkomst,
        afgehandeldOp: context.now,
      })
    }
    if (args.poging === null) return refusal
    const fact = { ...args.poging, resultaat: 'bereikt' as const, toelichting: args.uitkomst }
    return { ...refusal, kept: withPoging(notitie, fact, args.token, context) }
  },
})

const refusalOf = (notitie: Terugbelnotitie, token: number | null, { medewerkerId, now }: ActContext) => {
  const open = requireOpen(notitie, notitie.id)
  if (!open.ok) return open
  const holder = holderAt(notitie, now)
  if (holder !== undefined && holder !== medewerkerId) return held(notitie)
  // The lease may have ended meanwhile: still fine, as long as nobody else was given a later token.
  const stale = token !== null && token !== notitie.claim?.token && notitie.claim?.houder !== medewerkerId
  return stale ? fail({ code: 'conflict', reason: 'claim_vervallen', current: notitie }) : undefined
}

const withPoging = (
  notitie: Terugbelnotitie,
  fact: Pick<Poging, 'id' | 'op' | 'resultaat' | 'toelichting'>,
  token: number | null,
  { medewerkerId, now }: ActContext,
): Terugbelnotitie => {
  if (notitie.pogingen.some(({ id }) => id === fact.id)) return notitie
  const poging = {
    ...fact,
    door: medewerkerId,
    gemeldOp: now,
    buitenClaim: !holdsUnder(notitie, medewerkerId, token, now),
  }
  return { ...notitie, pogingen: [...notitie.pogingen, poging] }
}
