import { randomUUID } from 'node:crypto'
import type { Sqlite } from '../../../shared/node/sqlite'
import type { IntentTable } from './intent-table'

/** Who this desk is to the server, and how far it has sent. */
export interface ClientIdentity {
  /** This desk's name at the server. */
  readonly clientId: () => string
  /** The highest number that this desk ever sent. The server cannot know a higher one, unless this file is an older copy. */
  readonly sentNo: () => number
  /** To be called before sending: durable when it returns. */
  readonly markSent: (no: number) => void
  /** Goes on under a new name: everything that waits is offered as if for the first time. */
  readonly renewClient: () => void
}

/** The desk's name and how far it has sent live as long as the numbers of its wishes, so in the same file. */
export const createClientIdentity = (file: Sqlite, intents: Pick<IntentTable, 'setAllPending'>): ClientIdentity => {
  const select = file.prepare<[string], string>('select value from meta where key = ?').pluck()
  const write = file.prepare<[string, string]>(
    'insert into meta (key, value) values (?, ?) on conflict do update set value = excluded.value',
  )
  if (select.get('client_id') === undefined) write.run('client_id', randomUUID())
  const sentNo = (): number => Number(select.get('sent_no') ?? 0)
  return {
    clientId: () => select.get('client_id') ?? '',
    sentNo,
    markSent: (no) => {
      if (no > sentNo()) write.run('sent_no', String(no))
    },
    renewClient: () => {
      file
        .transaction(() => {
          write.run('client_id', randomUUID())
          intents.setAllPending()
        })
        .immediate()
    },
  }
}
