import { z } from 'zod'
import { addSeconds } from '../../kernel/clock'
import { defineIntent } from '../../kernel/intent'
import { fail, ok, type Result } from '../../kernel/result'
import { holderAt, isOpen, terugbelnotitieEntity, terugbelnotitieSchema, type Terugbelnotitie } from './terugbelnotitie'

const leaseSeconds = 15 * 60

export const createTerugbelnotitie = defineIntent({
  name: 'terugbelnotitie.create',
  entity: terugbelnotitieEntity,
  args: terugbelnotitieSchema.omit({
    aangemaaktDoor: true,
    status: true,
    claim: true,
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
          uitkomst: '',
          afgehandeldOp: null,
        })
      : fail({ code: 'conflict', reason: 'exists', current: existing }),
})

const targetSchema = terugbelnotitieSchema.pick({ id: true })

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
    const claim = {
      houder: context.medewerkerId,
      token: (free.value.claim?.token ?? 0) + 1,
      tot: addSeconds(context.now, leaseSeconds),
    }
    return ok<Terugbelnotitie>({ ...free.value, status: 'geclaimd', claim })
  },
})

export const handelTerugbelnotitieAf = defineIntent({
  name: 'terugbelnotitie.handelAf',
  entity: terugbelnotitieEntity,
  args: z.strictObject({ ...targetSchema.shape, uitkomst: z.string().min(1).max(1000) }),
  target: (args) => args.id,
  apply: (notitie: Terugbelnotitie | undefined, args, context) => {
    const open = requireOpen(notitie, args.id)
    if (!open.ok) return open
    const holder = holderAt(open.value, context.now)
    if (holder !== undefined && holder !== context.medewerkerId) return held(open.value)
    return ok<Terugbelnotitie>({
      ...open.value,
      status: 'afgehandeld',
      uitkomst: args.uitkomst,
      afgehandeldOp: context.now,
    })
  },
})

const requireOpen = (notitie: Terugbelnotitie | undefined, id: string): Result<Terugbelnotitie> => {
  if (notitie === undefined) return fail({ code: 'not_found', what: id })
  return isOpen(notitie) ? ok(notitie) : fail({ code: 'conflict', reason: notitie.status, current: notitie })
}

const held = (notitie: Terugbelnotitie) => fail({ code: 'conflict', reason: 'held', current: notitie })
