import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../../tests/support/test-database'
import {
  claimIntent,
  createTestGemeente,
  cursorOf,
  handelAfIntent,
  notitieIntent,
  valueOf,
  type TestClient,
  type TestGemeente,
} from '../../../tests/support/test-gemeente'
import { terugbelnotitieEntity, terugbelnotitieSchema } from '../../shared/domain/terugbelnotitie/terugbelnotitie'
import { addSeconds } from '../../shared/kernel/clock'
import { createId } from '../../shared/kernel/ids'
import type { PushedIntent } from '../../shared/sync-protocol/push'
import type { Db } from '../db/db'

let db: Db
let gemeente: TestGemeente
let anna: TestClient
let bram: TestClient

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

beforeEach(async () => {
  gemeente = await createTestGemeente(db)
  anna = await gemeente.greetedDesk('anna')
  bram = await gemeente.greetedDesk('bram')
})

/** A note that has to be called back before that hour. */
const noteBefore = (no: number, id: string, hour: string, afdelingId = 'burgerzaken'): PushedIntent => {
  const intent = notitieIntent(no, id, afdelingId)
  return { ...intent, args: { ...(intent.args as object), bellenVoor: `2026-11-24T${hour}:00:00.000Z` } }
}
const next = async (desk: TestClient, afdelingId?: string | null, requestId?: string) =>
  valueOf(await desk.claimNext(afdelingId, requestId)).notitieId
const claimOf = async (id: string) => {
  const rows = await db.query('select claim from terugbelnotities where tenant = $1 and id = $2', [
    gemeente.state.tenant,
    id,
  ])
  return terugbelnotitieSchema.shape.claim.parse(rows[0]?.['claim'])
}
/** As if that many minutes had gone by since the grant. */
const age = (id: string, minutes: number) =>
  gemeente.writer(async (unit) => {
    await unit.load(terugbelnotitieEntity, [id])
    const notitie = terugbelnotitieSchema.parse(unit.find(terugbelnotitieEntity, id))
    if (notitie.claim === null) throw new Error('nobody holds it')
    const tot = addSeconds(notitie.claim.tot, -60 * minutes)
    unit.save(terugbelnotitieEntity, id, { ...notitie, claim: { ...notitie.claim, tot } })
  })

describe('claim-next', () => {
  it('grants the free note with the nearest deadline, and says when nothing is waiting', async () => {
    const [late, soon, done] = [createId(), createId(), createId()] as const
    valueOf(
      await anna.push([
        noteBefore(1, late, '15'),
        noteBefore(2, soon, '10'),
        noteBefore(3, done, '09'),
        handelAfIntent(4, done),
      ]),
    )
    expect(await next(anna)).toBe(soon)
    expect(await claimOf(soon)).toMatchObject({ houder: 'anna', token: 1 })
    expect(await next(bram)).toBe(late)
    expect(await next(anna)).toBeNull()
  })

  it('gives a note whose lease ran out to the next, under a higher token', async () => {
    const id = createId()
    valueOf(await anna.push([notitieIntent(1, id), claimIntent(2, id)]))
    expect(await next(bram)).toBeNull()
    await age(id, 16)
    expect(await next(bram)).toBe(id)
    expect(await claimOf(id)).toMatchObject({ houder: 'bram', token: 2 })
  })

  it('gives the same answer to the same request while that grant lasts, and a new one after it', async () => {
    const ids = [createId(), createId()] as const
    valueOf(await anna.push([noteBefore(1, ids[0], '10'), noteBefore(2, ids[1], '11')]))
    const requestId = randomUUID()
    expect(await next(anna, null, requestId)).toBe(ids[0])
    expect(await next(anna, null, requestId)).toBe(ids[0])
    expect(await claimOf(ids[0])).toMatchObject({ token: 1 })
    expect(await claimOf(ids[1])).toBeNull()
    // Somebody else's desk with the same number is another request.
    expect(await next(bram, null, requestId)).toBe(ids[1])
    await age(ids[0], 16)
    expect(await next(anna, null, requestId)).toBe(ids[0])
    expect(await claimOf(ids[0])).toMatchObject({ token: 2 })
    valueOf(await anna.push([handelAfIntent(3, ids[0])]))
    expect(await next(anna, null, requestId)).toBeNull()
  })

  it('stays inside the afdeling that was asked for and the ones that one may see', async () => {
    const id = createId()
    valueOf(await anna.push([notitieIntent(1, id, 'belastingen')]))
    expect(await next(bram)).toBeNull()
    expect(await bram.claimNext('belastingen')).toMatchObject({ error: { code: 'forbidden' } })
    expect(await anna.claimNext('verzonnen')).toMatchObject({ error: { code: 'forbidden' } })
    expect(await next(anna, 'burgerzaken')).toBeNull()
    expect(await next(anna, 'belastingen')).toBe(id)
  })

  it('is refused to a role that does not call back, and to a desk of somebody else', async () => {
    const joris = await gemeente.greetedDesk('joris')
    expect(await joris.claimNext()).toMatchObject({ error: { code: 'forbidden' } })
    const thief = await gemeente.desk('bram', anna.clientId)
    expect(await thief.claimNext()).toMatchObject({ error: { code: 'forbidden', action: 'client' } })
    expect(await (await gemeente.desk('anna')).claimNext()).toMatchObject({ error: { code: 'resync_required' } })
  })

  it('reaches every desk as any change does, and is in the audit', async () => {
    const id = createId()
    valueOf(await anna.push([notitieIntent(1, id)]))
    const start = await cursorOf(bram, 'afd:burgerzaken')
    const heard: ReadonlySet<string>[] = []
    gemeente.changes.subscribe(({ scopes }) => heard.push(scopes))
    await next(anna)
    expect(heard).toEqual([new Set(['afd:burgerzaken', 'u:anna'])])
    expect(valueOf(await bram.pull([start])).rows).toMatchObject([
      { op: 'upsert', id, state: { status: 'geclaimd', claim: { houder: 'anna', token: 1 } } },
    ])
    const entries = await db.query(
      `select medewerker, client, onderwerp from verwerking where tenant = $1 and actie = 'terugbelnotitie.claimVolgende'`,
      [gemeente.state.tenant],
    )
    expect(entries).toEqual([{ medewerker: 'anna', client: anna.clientId, onderwerp: `terugbelnotitie/${id}` }])
  })
})
