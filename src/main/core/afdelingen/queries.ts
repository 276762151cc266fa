import type { OperationOutput } from '../../../shared/contract/index'
import { afdelingEntity, type Afdeling } from '../../../shared/domain/afdeling/afdeling'
import { normFor, servicenormEntity, type Servicenorm } from '../../../shared/domain/servicenorm/servicenorm'
import { werkkalenderEntity, type Werkkalender } from '../../../shared/domain/werkkalender/werkkalender'
import { toCivil } from '../../../shared/kernel/civil-time'
import type { Clock } from '../../../shared/kernel/clock'
import { ok, type Result } from '../../../shared/kernel/result'
import type { Sqlite } from '../../../shared/node/sqlite'

/** Departments with what they promise, and the calendar that they promise by. */
export interface AfdelingQueries {
  readonly list: () => Result<OperationOutput<'afdelingen.list'>>
  readonly findNorm: (afdelingId: string) => Servicenorm | undefined
  /** Undefined until the first copy has come. */
  readonly findWerkkalender: () => Werkkalender | undefined
}

export const createAfdelingQueries = (db: Sqlite, clock: Clock): AfdelingQueries => {
  const selectAfdelingen = db.prepare<[], Record<string, unknown>>('select * from afdelingen order by naam, id')
  const selectNormen = db.prepare<[], Record<string, unknown>>('select * from servicenormen')
  const selectKalender = db.prepare<[], Record<string, unknown>>('select * from werkkalenders order by id limit 1')
  const today = () => toCivil(clock.now()).date
  const normen = (): Servicenorm[] => selectNormen.all().map((row) => servicenormEntity.decode(row))
  return {
    list: () => {
      const known = normen()
      const day = today()
      const afdelingen: Afdeling[] = selectAfdelingen.all().map((row) => afdelingEntity.decode(row))
      return ok(
        afdelingen.map((afdeling) => ({ ...afdeling, werkdagen: normFor(known, afdeling.id, day)?.werkdagen ?? null })),
      )
    },
    findNorm: (afdelingId) => normFor(normen(), afdelingId, today()),
    findWerkkalender: () => {
      const row = selectKalender.get()
      return row === undefined ? undefined : werkkalenderEntity.decode(row)
    },
  }
}
