import type { OperationOutput } from '../../../shared/contract/index'
import { contactmomentEntity } from '../../../shared/domain/contactmoment/contactmoment'
import { ok, type Result } from '../../../shared/kernel/result'
import type { Sqlite } from '../../../shared/node/sqlite'
import type { Outbox } from '../sync/outbox'

/** What this medewerker registered. */
export const createContactmomentQueries = (db: Sqlite, outbox: Outbox, medewerkerId: string) => {
  const selectRecent = db.prepare<[string, number], Record<string, unknown>>(
    'select * from contactmomenten where medewerker_id = ? order by plaatsgevonden_op desc limit ?',
  )
  return {
    listRecent: ({ limit }: { readonly limit: number }): Result<OperationOutput<'contactmomenten.listRecent'>> =>
      ok(
        selectRecent.all(medewerkerId, limit).map((row) => {
          const contactmoment = contactmomentEntity.decode(row)
          return { ...contactmoment, onderweg: outbox.pendingOn(contactmomentEntity.name, contactmoment.id).length > 0 }
        }),
      ),
  }
}
