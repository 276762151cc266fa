import { z } from 'zod'
import { instantSchema } from '../../shared/kernel/clock'
import { recordVerwerkingen } from '../audit/verwerking'
import { readRows, type Db } from '../db/db'
import { readServerState } from '../server-state'
import { administrator, complain, csvLine, print } from './print'

const deskSchema = z.object({
  id: z.uuid(),
  medewerker: z.string(),
  gezien_op: instantSchema,
  versie: z.string(),
  protocol: z.int(),
  ingetrokken_op: instantSchema.nullable(),
})

/** `apparaat lijst`: every desk that ever said hello, last seen first. Returns the exit code. */
export const listApparaten = async (openDb: () => Promise<Db>): Promise<number> => {
  const db = await openDb()
  try {
    const { tenant } = await readServerState(db)
    const desks = await readRows(
      db,
      deskSchema,
      `select id, medewerker, gezien_op, versie, protocol, ingetrokken_op from client
       where tenant = $1 order by gezien_op desc, id`,
      [tenant],
    )
    print(csvLine(['apparaat', 'medewerker', 'laatst aangemeld', 'versie', 'protocol', 'ingetrokken']))
    for (const { id, medewerker, gezien_op, versie, protocol, ingetrokken_op } of desks) {
      print(csvLine([id, medewerker, gezien_op, versie, protocol, ingetrokken_op]))
    }
    return 0
  } finally {
    await db.close()
  }
}

/**
 * `apparaat intrekken`: a lost desk. Its next call is refused with `device_revoked`, also with a session that it got before, and makes it
 * destroy its keys and files; its live channel ends within a minute. Doing it again changes nothing. Returns the exit code.
 */
export const withdrawApparaat = async (
  clientId: string,
  reden: string | undefined,
  openDb: () => Promise<Db>,
): Promise<number> => {
  const id = z.uuid().safeParse(clientId)
  if (!id.success) {
    complain('Dit is geen kenmerk van een apparaat. `npm run admin -- apparaat lijst` toont ze.')
    return 2
  }
  const db = await openDb()
  try {
    const { tenant } = await readServerState(db)
    const found = await db.transaction(async (tx) => {
      const withdrawn = await tx.query(
        `update client set ingetrokken_op = now() where tenant = $1 and id = $2 and ingetrokken_op is null returning id`,
        [tenant, id.data],
      )
      if (withdrawn.length === 0) {
        const known = await tx.query('select id from client where tenant = $1 and id = $2', [tenant, id.data])
        return known.length === 0 ? 'unknown' : 'before'
      }
      await recordVerwerkingen(tx, tenant, [
        {
          actie: 'apparaat.intrekken',
          medewerker: administrator,
          client: id.data,
          onderwerp: `apparaat/${id.data}`,
          doel: null,
          toelichting: reden ?? null,
        },
      ])
      return 'withdrawn'
    })
    if (found === 'unknown') {
      complain('Dit apparaat is niet bekend. `npm run admin -- apparaat lijst` toont welke er zijn.')
      return 1
    }
    print(
      found === 'before'
        ? 'Dit apparaat was al ingetrokken.'
        : 'Het apparaat is ingetrokken. Zodra het zich meldt, wist het zijn sleutels en bestanden.',
    )
    return 0
  } finally {
    await db.close()
  }
}
