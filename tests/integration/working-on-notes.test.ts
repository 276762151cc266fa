import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { withdrawApparaat } from '../../src/server/cli/apparaten'
import { openDatabase } from '../../src/server/db/open-database'
import { startServer, type RunningServer } from '../../src/server/start-server'
import { systemClock } from '../../src/shared/kernel/clock'
import { telefoonnummerSchema } from '../../src/shared/kernel/telefoonnummer'
import { silentLogger } from '../../src/shared/node/logger'
import { openCoreDesk, type CoreDesk } from '../support/core-desk'

const waitFor = { timeout: 15_000, interval: 10 }

describe('claims, klantbeeld and a lost desk, against a real server', () => {
  const settings = {
    host: '127.0.0.1',
    dataDir: mkdtempSync(join(tmpdir(), 'klaar-server-')),
    databaseUrl: undefined,
    demo: true,
  }
  let server: RunningServer
  const desks: CoreDesk[] = []

  const start = (port: number) => startServer({ ...settings, port }, systemClock, silentLogger)
  const openReady = async (medewerkerId: string) => {
    const desk = await openCoreDesk({ serverUrl: server.url, medewerkerId })
    desks.push(desk)
    await vi.waitFor(async () => {
      expect(await desk.ask('verbinding.find')).toMatchObject({ eersteKopie: false, wachtend: 0 })
    }, waitFor)
    return desk
  }
  const makeNote = async (desk: CoreDesk, vraag: string) => {
    const { id } = await desk.ask('gesprekken.start', { kanaal: 'telefoon' })
    await desk.ask('gesprekken.bewaar', { id, tekst: { vraag, telefoon: '06 1234 5678', afdelingId: 'burgerzaken' } })
    const { bellenVoor } = await desk.ask('gesprekken.voorstelTerugbellen', { afdelingId: 'burgerzaken' })
    const made = await desk.ask('gesprekken.rondAf', { id, resultaat: 'terugbelnotitie', bellenVoor })
    if (made.terugbelnotitieId === null) throw new Error('a promise makes a note')
    return made.terugbelnotitieId
  }

  beforeAll(async () => {
    server = await start(0)
  })
  afterEach(async () => {
    await Promise.all(desks.splice(0).map((desk) => desk.close()))
  })
  afterAll(() => server.close())

  it('gives "the next one" at once, takes it back, and lets a team lead break a claim', async () => {
    const [bram, carla] = [await openReady('bram-demo'), await openReady('carla-demo')]
    const { id } = await bram.ask('terugbelnotities.claimVolgende', { afdelingId: 'burgerzaken' })
    if (id === null) throw new Error('the demo has notes that wait')
    expect(await bram.ask('terugbelnotities.find', { id })).toMatchObject({
      houderNaam: 'Bram (demo)',
      onderweg: false,
    })
    const seenBy = (desk: CoreDesk, expected: object) =>
      vi.waitFor(async () => {
        expect(await desk.ask('terugbelnotities.find', { id })).toMatchObject(expected)
      }, waitFor)
    await seenBy(carla, { houderNaam: 'Bram (demo)' })
    expect(await bram.request('terugbelnotities.breekClaim', { id, reden: 'Mag niet' })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    })
    await carla.ask('terugbelnotities.breekClaim', { id, reden: 'Bram is naar huis' })
    await seenBy(bram, { houderNaam: null, status: 'open' })
    await bram.ask('terugbelnotities.claim', { id })
    await seenBy(bram, { houderNaam: 'Bram (demo)', claimGevraagd: false })
    await bram.ask('terugbelnotities.geefVrij', { id })
    await seenBy(carla, { houderNaam: null, status: 'open' })
    expect(await bram.ask('verbinding.listAandacht')).toEqual([])
  })

  it('shows a call that was tried outside a claim on both desks', async () => {
    const [anna, bram] = [await openReady('anna-demo'), await openReady('bram-demo')]
    const id = await makeNote(anna, 'Tweemaal gebeld')
    await vi.waitFor(async () => {
      expect((await bram.request('terugbelnotities.claim', { id })).ok).toBe(true)
    }, waitFor)
    await vi.waitFor(async () => {
      expect(await anna.ask('terugbelnotities.find', { id })).toMatchObject({ houderNaam: 'Bram (demo)' })
    }, waitFor)
    await anna.ask('terugbelnotities.registreerPoging', { id, resultaat: 'voicemail', toelichting: '' })
    for (const desk of [anna, bram]) {
      await vi.waitFor(async () => {
        expect(await desk.ask('terugbelnotities.find', { id })).toMatchObject({
          pogingen: [{ doorNaam: 'Anna (demo)', resultaat: 'voicemail', buitenClaim: true }],
        })
      }, waitFor)
    }
  })

  it('puts a klantbeeld together, and takes it away again', async () => {
    const anna = await openReady('anna-demo')
    const id = await makeNote(anna, 'Klantbeeld gevraagd')
    const telefoonnummer = telefoonnummerSchema.parse('+31612345678')
    const beeld = await vi.waitFor(async () => {
      const found = await anna.ask('klantbeelden.open', { telefoonnummer, doel: 'gesprek' })
      expect(found.terugbelnotities.map((notitie) => notitie.id)).toContain(id)
      return found
    }, waitFor)
    expect(beeld.verlooptOp > beeld.opgehaaldOp).toBe(true)
    await anna.ask('klantbeelden.sluit', { klant: beeld.klant })
  })

  it('says what it knows of the connection, without anybody in it', async () => {
    const anna = await openReady('anna-demo')
    await anna.ask('verbinding.controleer')
    await vi.waitFor(async () => {
      const { delen, protocol } = await anna.ask('verbinding.diagnose')
      expect(protocol).toBe(2)
      expect(delen.map(({ controle }) => controle)).toEqual(delen.map(() => 'klopt'))
    }, waitFor)
    expect(JSON.stringify(await anna.ask('verbinding.diagnose'))).not.toContain('anna')
  })

  it('destroys what lies on a withdrawn desk at its next call', async () => {
    const bram = await openReady('bram-demo')
    const port = Number(new URL(server.url).port)
    await server.close()
    const openDb = () => openDatabase(settings, silentLogger)
    const db = await openDb()
    const rows = await db.query('select id from client where medewerker = $1 order by gezien_op desc limit 1', [
      'bram-demo',
    ])
    await db.close()
    expect(await withdrawApparaat(String(rows[0]?.['id']), 'Tas gestolen', openDb)).toBe(0)
    server = await start(port)
    await bram.request('verbinding.probeer')
    await vi.waitFor(async () => {
      expect(await bram.ask('werkplek.find')).toMatchObject({ storing: { code: 'device_revoked' } })
    }, waitFor)
    expect(readdirSync(bram.profileDir).sort()).toEqual(['geheimen', 'ontwikkelsleutel'])
    expect(await bram.ask('aanmelding.find')).toEqual({ kind: 'afgemeld' })
  })
})
