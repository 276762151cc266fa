import { z } from 'zod'
import type { Queryable } from '../../src/server/db/db'
import type { DeskProcess } from '../support/desk-process'
import type { Truth, Wish } from './history'

const rowsSchema = z.array(z.object({ kind: z.string(), mark: z.string(), times: z.coerce.number() }))

// A finish that was refused is kept as a poging with the same words: that, too, is where it ended up.
const marks = `
  select 'contactmoment' as kind, onderwerp as mark, count(*) as times from contactmomenten group by 2
  union all
  select 'terugbelnotitie', gevraagde_handeling, count(*) from terugbelnotities group by 2
  union all
  select 'uitkomst', words.mark, count(*) from (
    select uitkomst as mark from terugbelnotities where uitkomst <> ''
    union all
    select poging ->> 'toelichting' from terugbelnotities, jsonb_array_elements(pogingen) as poging
  ) as words group by 2
  union all
  select 'poging', poging ->> 'toelichting', count(*)
  from terugbelnotities, jsonb_array_elements(pogingen) as poging group by 2`

/** What the server holds, read past all of its code, and what waits at the desks for a person. */
export const readTruth = async (db: Queryable, desks: readonly DeskProcess[]): Promise<Truth> => {
  const rows = rowsSchema.parse(await db.query(marks))
  const times = new Map(rows.map((row) => [`${row.kind} ${row.mark}`, row.times]))
  const lists = await Promise.all(desks.map((desk) => desk.ask('verbinding.listAandacht')))
  const waiting = lists.flat().map(({ args }) => JSON.stringify(args))
  return {
    onServer: ({ kind, mark }: Wish) => times.get(`${kind} ${mark}`) ?? 0,
    onDesk: (mark) => waiting.filter((args) => args.includes(mark)).length,
  }
}

const clientsSchema = z.array(
  z.object({
    laatste: z.coerce.number(),
    eerste: z.coerce.number(),
    hoogste: z.coerce.number(),
    aantal: z.coerce.number(),
  }),
)

/** Numbers of which the outcome is missing or of which the desk's own row says something else: each number has exactly one. */
export const findBrokenNumbering = async (db: Queryable): Promise<readonly string[]> => {
  const clients = clientsSchema.parse(
    await db.query(`
      select client.laatste_no as laatste, min(no) as eerste, max(no) as hoogste, count(*) as aantal
      from client join intent_uitkomst on intent_uitkomst.client = client.id group by client.id, client.laatste_no`),
  )
  return clients
    .filter(({ laatste, eerste, hoogste, aantal }) => laatste !== hoogste || aantal !== hoogste - eerste + 1)
    .map(({ laatste, eerste, hoogste, aantal }) => `${aantal} outcomes from ${eerste} to ${hoogste}, newest ${laatste}`)
}
