import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '../../src/server/db/db'
import { openPostgres } from '../../src/server/db/postgres'
import { readServerState } from '../../src/server/server-state'
import { createChanges } from '../../src/server/sync/changes'
import { createWriter, saveEntities } from '../../src/server/sync/writer'
import { medewerkerEntity } from '../../src/shared/domain/medewerker/medewerker'
import { silentLogger } from '../../src/shared/node/logger'
import { createDeskProcesses, type DeskProcess, type DeskProcesses } from '../support/desk-process'
import { startPostgresCluster, type PostgresCluster } from '../support/postgres-cluster'
import { createTcpProxy, type TcpProxy } from '../support/tcp-proxy'
import { inCopyOf } from './desk-file-check'
import { newSeat } from './floor'
import { startServerNode, type ServerNode } from './server-node'
import { settled, signedIn } from './settled'
import { until } from './until'

let cluster: PostgresCluster
let db: Db
let server: ServerNode
let proxy: TcpProxy
let desks: DeskProcesses
beforeAll(async () => {
  cluster = await startPostgresCluster()
  db = openPostgres(cluster.url, silentLogger)
  // Everything that may be logged is logged.
  server = await startServerNode({ databaseUrl: cluster.url, logLevel: 'debug' })
  proxy = await createTcpProxy(server.port)
  desks = createDeskProcesses({ logLevel: 'debug' })
})
afterAll(async () => {
  await desks.close()
  await proxy.close()
  await server.kill()
  await db.close()
  await cluster.remove()
})

// A name, a number as it is typed and as it is kept, a citizen service number and words: nobody else has them.
const canaries = ['Kanarie van Zinghem', '0698765432', '+31698765432', '999990019', 'kanariegele sjaal']
const [naam = '', telefoon = '', nummer = '', bsn = '', woorden = ''] = canaries

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

/** Which canaries lie readable in these bytes, in either way that text is kept. */
const readableIn = (bytes: Buffer): readonly string[] =>
  canaries.filter((canary) => bytes.includes(canary) || bytes.includes(Buffer.from(canary, 'utf16le')))

const readableUnder = (folder: string): readonly string[] =>
  filesUnder(folder).flatMap((path) => readableIn(readFileSync(path)).map((canary) => `${canary} in ${path}`))

const register = async (desk: DeskProcess) => {
  const { id } = await desk.ask('gesprekken.start', { kanaal: 'telefoon' })
  const tekst = { naam, telefoon, vraag: `Over een ${woorden}`, intern: `bsn ${bsn}`, afdelingId: 'burgerzaken' }
  await desk.ask('gesprekken.bewaar', { id, tekst })
  const { bellenVoor } = await desk.ask('gesprekken.voorstelTerugbellen', { afdelingId: 'burgerzaken' })
  const { terugbelnotitieId } = await desk.ask('gesprekken.rondAf', { id, resultaat: 'terugbelnotitie', bellenVoor })
  if (terugbelnotitieId === null) throw new Error('a promise makes a note')
  return terugbelnotitieId
}

/** Somebody goes to another afdeling, as the directory says it. */
const moveTo = async (medewerkerId: string, afdelingId: string): Promise<void> => {
  const { tenant } = await readServerState(db)
  await createWriter(
    db,
    tenant,
    createChanges(),
  )(async (unit) => {
    const state = { id: medewerkerId, naam: 'Bram (demo)', rol: 'behandelaar', afdelingId }
    await saveEntities(unit, medewerkerEntity, new Map([[medewerkerId, state]]))
  })
}

it('what is typed, registered and erased is nowhere readable', { timeout: 120_000 }, async () => {
  const [annaSeat, bramSeat] = [newSeat(proxy, 'anna-demo'), newSeat(proxy, 'bram-demo')]
  const [anna, bram] = [desks.open(annaSeat), desks.open(bramSeat)]
  await Promise.all([signedIn(anna), signedIn(bram)])
  await settled([anna, bram])
  const id = await register(anna)
  await until(async () => (await bram.request('terugbelnotities.find', { id })).ok, {
    what: 'the note is at both desks',
  })
  await bram.ask('terugbelnotities.claim', { id })
  await bram.ask('terugbelnotities.bewaarUitkomst', { id, tekst: `${naam} wil een ${woorden}` })
  await bram.ask('terugbelnotities.registreerPoging', { id, resultaat: 'voicemail', toelichting: `${naam} ${bsn}` })
  expect(await anna.request('klantbeelden.open', { telefoonnummer: nummer, doel: 'gesprek' })).toMatchObject({
    ok: true,
  })
  await anna.request('kennisartikelen.search', { query: `${naam} ${bsn}`, limit: 5 })
  // What nobody may answer with the words that were asked.
  await anna.request('gesprekken.bewaar', { id: id as never, tekst: { naam, vraag: woorden.repeat(10_000) } })
  await settled([anna, bram])

  // The note leaves one of the desks by order.
  await moveTo('bram-demo', 'vergunningen')
  await until(async () => !(await bram.request('terugbelnotities.find', { id })).ok, { what: 'erased at the desk' })
  await settled([bram])
  const rowsOfBram = inCopyOf(bramSeat, 'cache', (file) =>
    file
      .prepare("select name from sqlite_master where type = 'table' and sql not like '%virtual%'")
      .pluck()
      .all()
      .map((name) => JSON.stringify(file.prepare(`select * from "${String(name)}"`).all())),
  )
  expect(rowsOfBram?.some((rows) => rows.includes('kennisartikel'))).toBe(true)
  expect(rowsOfBram?.flatMap((rows) => readableIn(Buffer.from(rows)))).toEqual([])

  // One desk dies with everything open, so that its write-ahead logs are there too.
  const { id: last } = await anna.ask('gesprekken.start', { kanaal: 'telefoon' })
  await anna.ask('gesprekken.bewaar', { id: last, tekst: { naam, telefoon, vraag: woorden, intern: bsn } })
  await anna.kill()
  await bram.close()
  expect(filesUnder(annaSeat.profileDir).length).toBeGreaterThan(4)
  expect([...readableUnder(annaSeat.profileDir), ...readableUnder(bramSeat.profileDir)]).toEqual([])
  expect([desks.output(), server.output()].flatMap((text) => readableIn(Buffer.from(text)))).toEqual([])
  expect(server.output()).toContain('"level":')
})

it('is found where it does lie', () => {
  const folder = mkdtempSync(join(tmpdir(), 'klaar-canary-'))
  writeFileSync(join(folder, 'a'), `xx${bsn}`)
  writeFileSync(join(folder, 'b'), Buffer.from(naam, 'utf16le'))
  expect(readableUnder(folder)).toEqual([`${bsn} in ${join(folder, 'a')}`, `${naam} in ${join(folder, 'b')}`])
})
