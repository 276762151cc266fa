import { defineIntent } from '../../kernel/intent'
import { fail, ok } from '../../kernel/result'
import { contactmomentEntity, contactmomentSchema, type Contactmoment } from './contactmoment'

/** Append-only: what was registered stays; a correction will be an event of its own. */
export const registreerContactmoment = defineIntent({
  name: 'contactmoment.registreer',
  entity: contactmomentEntity,
  args: contactmomentSchema.omit({ medewerkerId: true }),
  target: (args) => args.id,
  apply: (existing: Contactmoment | undefined, args, context) =>
    existing === undefined
      ? ok<Contactmoment>({ ...args, medewerkerId: context.medewerkerId })
      : fail({ code: 'conflict', reason: 'exists', current: existing }),
})
