import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { artikelRow } from '../../../tests/support/demo-rows'
import { openTestDatabase } from '../../../tests/support/test-database'
import {
  createTestGemeente,
  medewerkerRow,
  notitieIntent,
  valueOf,
  type TestGemeente,
} from '../../../tests/support/test-gemeente'
import { kennisartikelEntity } from '../../shared/domain/kennisartikel/kennisartikel'
import { medewerkerEntity } from '../../shared/domain/medewerker/medewerker'
import { createId } from '../../shared/kernel/ids'
import type { SnapshotLine } from '../../shared/sync-protocol/snapshot'
import type { Db } from '../db/db'
import { createSnapshot } from './snapshot'
import { saveEntities } from './writer'

let db: Db

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

const saveArtikelen = ({ writer }: TestGemeente, ids: readonly string[], titel = 'Titel') =>
  writer((unit) => saveEntities(unit, kennisartikelEntity, new Map(ids.map((id) => [id, artikelRow(id, titel)]))))

const rowsOf = (lines: readonly SnapshotLine[]) => lines.filter((line) => line.kind === 'row')
const idsOf = (lines: readonly SnapshotLine[]) => rowsOf(lines).map(({ row }) => `${row.entity} ${row.id}`)
const headerOf = (lines: readonly SnapshotLine[]) => lines.find((line) => line.kind === 'header')

describe('snapshot', () => {
  it('holds everything of one scope, directory first, between its header and its end', async () => {
    const gemeente = await createTestGemeente(db)
    await saveArtikelen(gemeente, ['b-artikel', 'a-artikel'])
    const lines = valueOf(await (await gemeente.greetedDesk('bram')).snapshot('t'))
    expect(headerOf(lines)).toMatchObject({ epoch: gemeente.state.epoch })
    expect(idsOf(lines)).toEqual([
      'afdeling belastingen',
      'afdeling burgerzaken',
      'afdeling kcc',
      'medewerker anna',
      'medewerker bram',
      'medewerker henk',
      'medewerker joris',
      'kennisartikel a-artikel',
      'kennisartikel b-artikel',
    ])
    expect(lines.at(-1)).toEqual({ kind: 'end', rows: 9 })
  })

  it('stops without an end when the right to the scope is withdrawn meanwhile', async () => {
    const gemeente = await createTestGemeente(db)
    const desk = await gemeente.greetedDesk('bram')
    valueOf(await desk.push([notitieIntent(1, createId())]))
    const request = { scope: 'afd:burgerzaken', after: undefined, clientId: desk.clientId }
    const lines = valueOf(await createSnapshot({ db, state: gemeente.state })('bram', request))
    expect((await lines.next()).value).toMatchObject({ kind: 'header' })
    const moved = medewerkerRow('bram', 'behandelaar', 'belastingen')
    await gemeente.writer((unit) => saveEntities(unit, medewerkerEntity, new Map([['bram', moved]])))
    expect(await lines.next()).toEqual({ done: true, value: undefined })
  })

  it('goes on after any row as if it had not been cut off', async () => {
    const gemeente = await createTestGemeente(db)
    await saveArtikelen(gemeente, ['a', 'b', 'c'])
    const desk = await gemeente.greetedDesk('anna')
    const whole = valueOf(await desk.snapshot('t'))
    for (const [index, { key }] of rowsOf(whole).entries()) {
      const rest = valueOf(await desk.snapshot('t', key))
      expect(idsOf(rest)).toEqual(idsOf(whole).slice(index + 1))
      expect(headerOf(rest)).toEqual(headerOf(whole))
    }
  })

  it('loses nothing that changed in the part that was already downloaded', async () => {
    const gemeente = await createTestGemeente(db)
    await saveArtikelen(gemeente, ['a', 'b', 'c'])
    const desk = await gemeente.greetedDesk('anna')
    const halfway = rowsOf(valueOf(await desk.snapshot('t'))).find(({ row }) => row.id === 'b')
    await saveArtikelen(gemeente, ['a'], 'Nieuwe titel')
    const header = headerOf(valueOf(await desk.snapshot('t', halfway?.key)))
    const page = valueOf(await desk.pull([{ scope: 't', cursor: header?.cursor ?? '' }]))
    expect(page.rows).toMatchObject([{ op: 'upsert', id: 'a', state: { titel: 'Nieuwe titel' } }])
  })

  it('leaves out what was removed or has left the scope', async () => {
    const gemeente = await createTestGemeente(db)
    await saveArtikelen(gemeente, ['a', 'b'])
    await gemeente.writer(async (unit) => {
      await unit.load(kennisartikelEntity, ['a'])
      unit.save(kennisartikelEntity, 'a', undefined)
    })
    const lines = valueOf(await (await gemeente.greetedDesk('anna')).snapshot('t'))
    expect(idsOf(lines)).not.toContain('kennisartikel a')
    expect(idsOf(lines)).toContain('kennisartikel b')
  })

  it('reads more than one batch from the database without losing or repeating a row', async () => {
    const gemeente = await createTestGemeente(db)
    const ids = Array.from({ length: 2001 }, (_, index) => `artikel-${index}`)
    await saveArtikelen(gemeente, ids)
    const lines = valueOf(await (await gemeente.greetedDesk('anna')).snapshot('t'))
    const found = rowsOf(lines).flatMap(({ row }) => (row.entity === 'kennisartikel' ? [row.id] : []))
    expect(found).toHaveLength(ids.length)
    expect(new Set(found)).toEqual(new Set(ids))
  })

  it('is refused for a scope of others, and starts again for a key of another life of the log', async () => {
    const gemeente = await createTestGemeente(db)
    const anna = await gemeente.greetedDesk('anna')
    valueOf(await anna.push([notitieIntent(1, createId())]))
    const henk = await gemeente.greetedDesk('henk')
    expect(await henk.snapshot('afd:burgerzaken')).toMatchObject({ error: { code: 'forbidden' } })
    const key = rowsOf(valueOf(await anna.snapshot('t')))[0]?.key ?? ''
    const resync = { error: { code: 'resync_required' } }
    expect(await anna.snapshot('t', key.replace(gemeente.state.epoch, createId()))).toMatchObject(resync)
    expect(await anna.snapshot('t', key.replace('/afdeling/', '/verzonnen/'))).toMatchObject(resync)
    expect(await anna.snapshot('t', 'onzin')).toMatchObject(resync)
  })

  it('writes down which scope was sent to which desk, and refuses a desk of somebody else or one that was withdrawn', async () => {
    const gemeente = await createTestGemeente(db)
    const { tenant } = gemeente.state
    const bram = await gemeente.greetedDesk('bram')
    valueOf(await bram.snapshot('afd:burgerzaken'))
    const thief = await gemeente.desk('henk', bram.clientId)
    expect(await thief.snapshot('t')).toMatchObject({ error: { code: 'forbidden' } })
    await db.query('update client set ingetrokken_op = now() where tenant = $1 and id = $2', [tenant, bram.clientId])
    expect(await bram.snapshot('t')).toMatchObject({ error: { code: 'device_revoked' } })
    expect(
      await db.query(
        `select actie, medewerker, client, onderwerp from verwerking where tenant = $1 and actie <> 'bereik.toegekend'`,
        [tenant],
      ),
    ).toEqual([{ actie: 'bereik.kopie', medewerker: 'bram', client: bram.clientId, onderwerp: 'afd:burgerzaken' }])
  })
})
