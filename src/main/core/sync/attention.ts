import { findIntent } from '../../../shared/domain/intents'
import { appErrorSchema } from '../../../shared/kernel/app-error-schema'
import type { Instant } from '../../../shared/kernel/clock'
import type { AppError } from '../../../shared/kernel/result'
import type { Sqlite } from '../../../shared/node/sqlite'
import type { Aandachtspunt } from '../../../shared/contract/verbinding'
import type { EntityStore } from './entity-store'

interface RefusedIntent {
  readonly no: number
  readonly name: string
  /** JSON text, as it was queued. */
  readonly args: string
  readonly error: AppError
  readonly at: Instant
}

interface AttentionRow {
  readonly no: number
  readonly name: string
  readonly args: string
  readonly error: string
  readonly at: Instant
}

/**
 * "Vraagt aandacht": wishes that the server refused, with everything that was typed. Somebody reads them; nothing waits for them. The state
 * that a refusal carries is a colleague's, not this agent's: it stays here no longer than its row is held on this desk.
 */
export interface AttentionList {
  readonly add: (refused: RefusedIntent) => void
  readonly list: () => readonly Aandachtspunt[]
  readonly find: (no: number) => Aandachtspunt | undefined
  readonly count: () => number
  readonly remove: (no: number) => void
  /**
   * Removes from the refusals the state of rows that are no longer held here, and empties the log in which it is still readable. What was
   * typed stays. False when the log could not be emptied now.
   */
  readonly forgetStates: () => boolean
}

export const createAttentionList = (file: Sqlite, store: Pick<EntityStore, 'findAny'>): AttentionList => {
  const insert = file.prepare<[number, string, string, string, string]>(
    'insert into attention (no, name, args, error, at) values (?, ?, ?, ?, ?)',
  )
  const columns = 'no, name, args, error, at'
  const select = file.prepare<[], AttentionRow>(`select ${columns} from attention order by no`)
  const selectOne = file.prepare<[number], AttentionRow>(`select ${columns} from attention where no = ?`)
  const selectCount = file.prepare<[], number>('select count(*) from attention').pluck()
  const remove = file.prepare<[number]>('delete from attention where no = ?')
  const update = file.prepare<[string, number]>('update attention set error = ? where no = ?')
  const isHeld = (name: string, args: unknown): boolean => {
    const intent = findIntent(name)
    const parsed = intent?.parse(args)
    return intent !== undefined && parsed !== undefined && store.findAny(intent.entity, parsed.id) !== undefined
  }
  const withoutStrange = (name: string, args: unknown, error: AppError): AppError =>
    error.code !== 'conflict' || error.current === null || isHeld(name, args) ? error : { ...error, current: null }
  return {
    add: ({ no, name, args, error, at }) => {
      insert.run(no, name, args, JSON.stringify(withoutStrange(name, JSON.parse(args), error)), at)
    },
    list: () => select.all().map(toPunt),
    find: (no) => {
      const row = selectOne.get(no)
      return row === undefined ? undefined : toPunt(row)
    },
    count: () => selectCount.get() ?? 0,
    remove: (no) => {
      remove.run(no)
    },
    forgetStates: () => {
      file.transaction(() => {
        for (const { no, naam, args, error } of select.all().map(toPunt)) {
          const kept = withoutStrange(naam, args, error)
          if (kept !== error) update.run(JSON.stringify(kept), no)
        }
      })()
      return file.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0
    },
  }
}

const toPunt = ({ no, name, args, error, at }: AttentionRow): Aandachtspunt => ({
  no,
  naam: name,
  args: JSON.parse(args) as unknown,
  error: appErrorSchema.parse(JSON.parse(error)),
  at,
})
