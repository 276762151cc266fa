import type { Sqlite } from '../../../shared/node/sqlite'

export interface IntentRow {
  readonly no: number
  readonly name: string
  readonly entity: string
  readonly target: string
  /** JSON text. */
  readonly args: string
}

/** One wish for people: what it is, since when it waits, whether it has an outcome. */
export interface WaitingIntent {
  readonly no: number
  readonly name: string
  readonly createdAt: string
  readonly state: 'pending' | 'applied'
}

const columns = 'no, name, entity, target, args'

/** The queue as it lies in the outbox file. `pending` = without an outcome; `applied` = done at the server, effect not yet pulled. */
export const prepareIntentTable = (file: Sqlite) => {
  const insert = file.prepare<[string, string, string, string, string]>(
    'insert into intents (name, entity, target, args, created_at) values (?, ?, ?, ?, ?)',
  )
  const selectPending = file.prepare<[number], IntentRow>(
    `select ${columns} from intents where state = 'pending' order by no limit ?`,
  )
  const selectApplied = file.prepare<[number], IntentRow>(
    `select ${columns} from intents where state = 'applied' and no <= ? order by no`,
  )
  const selectOf = file.prepare<[string, string], IntentRow>(
    `select ${columns} from intents where entity = ? and target = ? order by no`,
  )
  const selectOne = file.prepare<[number], IntentRow>(`select ${columns} from intents where no = ?`)
  const selectTargets = file.prepare<[], Pick<IntentRow, 'entity' | 'target'>>(
    'select distinct entity, target from intents',
  )
  const selectWaiting = file.prepare<[], WaitingIntent>(
    'select no, name, created_at as createdAt, state from intents order by no',
  )
  const selectCount = file.prepare<[], number>('select count(*) from intents').pluck()
  const selectFirst = file.prepare<[], number | null>('select min(no) from intents').pluck()
  const selectLastGiven = file.prepare<[], number>("select seq from sqlite_sequence where name = 'intents'").pluck()
  const setApplied = file.prepare<[number]>("update intents set state = 'applied' where no = ?")
  const setAllPending = file.prepare("update intents set state = 'pending' where state = 'applied'")
  const remove = file.prepare<[number]>('delete from intents where no = ?')
  return {
    insert: (row: Omit<IntentRow, 'no'>, createdAt: string) =>
      insert.run(row.name, row.entity, row.target, row.args, createdAt),
    pending: (limit: number) => selectPending.all(limit),
    appliedUpTo: (no: number) => selectApplied.all(no),
    of: (entity: string, target: string) => selectOf.all(entity, target),
    find: (no: number) => selectOne.get(no),
    waiting: () => selectWaiting.all(),
    targets: () => selectTargets.all(),
    count: () => selectCount.get() ?? 0,
    /** Applied ones count as present too: until a pull brought their effect they may have to be offered again. */
    firstNo: () => selectFirst.get() ?? undefined,
    /** The highest number ever given out. */
    lastGivenNo: () => selectLastGiven.get() ?? 0,
    setApplied: (no: number) => setApplied.run(no),
    setAllPending: () => setAllPending.run(),
    remove: (no: number) => remove.run(no),
  }
}

export type IntentTable = ReturnType<typeof prepareIntentTable>
