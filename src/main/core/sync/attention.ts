import { appErrorSchema } from '../../../shared/kernel/app-error-schema'
import type { Instant } from '../../../shared/kernel/clock'
import type { AppError } from '../../../shared/kernel/result'
import type { Sqlite } from '../../../shared/node/sqlite'
import type { Aandachtspunt } from '../../../shared/contract/verbinding'

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

/** "Vraagt aandacht": wishes that the server refused, with everything that was typed. Somebody reads them; nothing waits for them. */
export interface AttentionList {
  readonly add: (refused: RefusedIntent) => void
  readonly list: () => readonly Aandachtspunt[]
  readonly find: (no: number) => Aandachtspunt | undefined
  readonly count: () => number
  readonly remove: (no: number) => void
}

export const createAttentionList = (file: Sqlite): AttentionList => {
  const insert = file.prepare<[number, string, string, string, string]>(
    'insert into attention (no, name, args, error, at) values (?, ?, ?, ?, ?)',
  )
  const columns = 'no, name, args, error, at'
  const select = file.prepare<[], AttentionRow>(`select ${columns} from attention order by no`)
  const selectOne = file.prepare<[number], AttentionRow>(`select ${columns} from attention where no = ?`)
  const selectCount = file.prepare<[], number>('select count(*) from attention').pluck()
  const remove = file.prepare<[number]>('delete from attention where no = ?')
  return {
    add: ({ no, name, args, error, at }) => {
      insert.run(no, name, args, JSON.stringify(error), at)
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
  }
}

const toPunt = ({ no, name, args, error, at }: AttentionRow): Aandachtspunt => ({
  no,
  naam: name,
  args: JSON.parse(args) as unknown,
  error: appErrorSchema.parse(JSON.parse(error)),
  at,
})
