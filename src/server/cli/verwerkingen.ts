import { z } from 'zod'
import { civilDateSchema, toInstant } from '../../shared/kernel/civil-time'
import { instantSchema } from '../../shared/kernel/clock'
import { readRows, type Db } from '../db/db'
import { readServerState } from '../server-state'
import { complain, csvLine, print } from './print'

const entrySchema = z.object({
  id: z.int(),
  op: instantSchema,
  actie: z.string(),
  medewerker: z.string(),
  client: z.uuid().nullable(),
  onderwerp: z.string().nullable(),
  doel: z.string().nullable(),
  toelichting: z.string().nullable(),
})

// Printed page by page: an audit of years does not fit in memory.
const pageRows = 1_000

export interface AuditQuestion {
  readonly sinds: string | undefined
  readonly medewerker: string | undefined
}

/** `verwerkingen`: the audit from a day on, oldest first, as CSV. Only reads. Returns the exit code. */
export const printVerwerkingen = async (
  { sinds, medewerker }: AuditQuestion,
  openDb: () => Promise<Db>,
): Promise<number> => {
  const date = civilDateSchema.safeParse(sinds)
  if (!date.success) {
    complain('Geef een dag op, zoals --sinds 2026-11-24.')
    return 2
  }
  const db = await openDb()
  try {
    const { tenant } = await readServerState(db)
    print(csvLine(['op', 'actie', 'medewerker', 'apparaat', 'onderwerp', 'doel', 'toelichting']))
    for (let last = 0; ;) {
      const page = await readRows(
        db,
        entrySchema,
        `select id, op, actie, medewerker, client, onderwerp, doel, toelichting from verwerking
         where tenant = $1 and op >= $2 and id > $3 and ($4::text is null or medewerker = $4) order by id limit $5`,
        [tenant, toInstant(date.data, '00:00'), last, medewerker ?? null, pageRows],
      )
      for (const { op, actie, medewerker: who, client, onderwerp, doel, toelichting } of page) {
        print(csvLine([op, actie, who, client, onderwerp, doel, toelichting]))
      }
      const end = page.at(-1)
      if (end === undefined || page.length < pageRows) return 0
      last = end.id
    }
  } finally {
    await db.close()
  }
}
