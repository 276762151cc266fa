import type { OperationInput, OperationOutput } from '../../../shared/contract/index'
import type { Aandachtspunt } from '../../../shared/contract/verbinding'
import { findIntent } from '../../../shared/domain/intents'
import { fail, ok, type Result } from '../../../shared/kernel/result'
import type { AttentionList } from '../sync/attention'
import type { Outbox, Wish } from '../sync/outbox'

interface AandachtOptions {
  readonly attention: AttentionList
  readonly outbox: Pick<Outbox, 'enqueue'>
  /** The list changed. */
  readonly onChange: () => void
}

/** "Vraagt aandacht": read what was refused, send it again as it was or changed, or be done with it. */
export const createAandacht = ({ attention, outbox, onChange }: AandachtOptions) => {
  // Of this session only: in the file it is gone, and overwritten, as soon as somebody is done with it.
  const dealtWith = new Map<number, Aandachtspunt>()
  const unknown = (): Result<never> => fail({ code: 'not_found', what: 'aandachtspunt' })

  return {
    list: (): Result<OperationOutput<'verbinding.listAandacht'>> => ok([...attention.list()]),
    handelAf: ({ no }: OperationInput<'verbinding.handelAandachtAf'>): Result<null> => {
      const punt = attention.find(no)
      if (punt !== undefined) dealtWith.set(no, punt)
      attention.remove(no)
      onChange()
      return ok(null)
    },
    zetTerug: ({ no }: OperationInput<'verbinding.zetAandachtTerug'>): Result<null> => {
      const punt = dealtWith.get(no)
      if (punt === undefined) return unknown()
      dealtWith.delete(no)
      attention.add({ no, name: punt.naam, args: JSON.stringify(punt.args), error: punt.error, at: punt.at })
      onChange()
      return ok(null)
    },
    verstuurOpnieuw: ({ no, args }: OperationInput<'verbinding.verstuurOpnieuw'>): Result<null> => {
      const punt = attention.find(no)
      if (punt === undefined) return unknown()
      const again = wishOf(punt, args)
      if (!again.ok) return again
      // One transaction: it leaves this list exactly when it is queued under its new number. A refused rule leaves it here.
      const queued = outbox.enqueue([again.value], () => {
        attention.remove(no)
      })
      if (queued.ok) onChange()
      return queued
    },
  }
}

/** The same wish about the same thing, with the arguments as somebody changed them, if they still are what the intent asks for. */
const wishOf = (punt: Aandachtspunt, changed: unknown): Result<Wish> => {
  const intent = findIntent(punt.naam)
  const parsed = intent?.parse(changed === undefined ? punt.args : changed)
  if (intent === undefined || parsed === undefined)
    return fail({ code: 'validation', field: 'args', rule: intent === undefined ? 'intent' : 'schema' })
  const before = intent.parse(punt.args)
  if (before !== undefined && before.id !== parsed.id)
    return fail({ code: 'validation', field: 'id', rule: 'unchanged' })
  return ok({ intent, args: parsed.args })
}
