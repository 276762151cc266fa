import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startServer, type RunningServer } from '../../src/server/start-server'
import { systemClock } from '../../src/shared/kernel/clock'
import { silentLogger } from '../../src/shared/node/logger'
import { openCoreDesk, type CoreDesk } from '../support/core-desk'

const dataDir = mkdtempSync(join(tmpdir(), 'klaar-server-'))
const waitFor = { timeout: 15_000, interval: 10 }

describe('two desks and a server', () => {
  let server: RunningServer
  let port: number
  const desks: CoreDesk[] = []

  const startOn = (wanted: number) =>
    startServer(
      { host: '127.0.0.1', port: wanted, dataDir, databaseUrl: undefined, demo: true },
      systemClock,
      silentLogger,
    )
  const openDesk = async (medewerkerId: string | undefined, profileDir?: string) => {
    const desk = await openCoreDesk({
      serverUrl: server.url,
      medewerkerId,
      ...(profileDir === undefined ? {} : { profileDir }),
    })
    desks.push(desk)
    return desk
  }
  const ready = async (desk: CoreDesk) => {
    await vi.waitFor(async () => {
      expect(await desk.ask('verbinding.find')).toMatchObject({
        staat: 'verbonden',
        eersteKopie: false,
        wachtend: 0,
      })
    }, waitFor)
    return desk
  }
  const openReady = async (medewerkerId: string) => ready(await openDesk(medewerkerId))

  const promiseCallback = async (desk: CoreDesk, vraag: string) => {
    const { id } = await desk.ask('gesprekken.start', { kanaal: 'telefoon' })
    await desk.ask('gesprekken.bewaar', { id, tekst: { vraag, telefoon: '06 1234 5678', afdelingId: 'burgerzaken' } })
    const { bellenVoor } = await desk.ask('gesprekken.voorstelTerugbellen', { afdelingId: 'burgerzaken' })
    return desk.ask('gesprekken.rondAf', { id, resultaat: 'terugbelnotitie', bellenVoor })
  }
  const withSubject = async (desk: CoreDesk, vraag: string) => {
    const notities = await desk.ask('terugbelnotities.list', { lijst: 'alle', limit: 1000 })
    return notities.filter(({ gevraagdeHandeling }) => gevraagdeHandeling === vraag)
  }

  beforeAll(async () => {
    server = await startOn(0)
    port = Number(new URL(server.url).port)
  })
  afterEach(async () => {
    await Promise.all(desks.splice(0).map((desk) => desk.close()))
  })
  afterAll(() => server.close())

  it('signs the demo medewerker in and copies articles, colleagues and norms', async () => {
    const anna = await openReady('anna-demo')
    expect(await anna.ask('aanmelding.find')).toMatchObject({
      kind: 'aangemeld',
      medewerker: { id: 'anna-demo' },
    })
    const found = await anna.ask('kennisartikelen.search', { query: 'paspoort kwijt', limit: 10 })
    expect(found.total).toBe(134)
    expect(found.hits[0]?.titel.join('').toLowerCase()).toContain('paspoort')
    const artikel = await anna.ask('kennisartikelen.find', { id: found.hits[0]?.id ?? '' })
    expect(artikel).toMatchObject({ soort: 'vac', licentie: expect.stringContaining('CC0') as string })
    const afdelingen = await anna.ask('afdelingen.list')
    expect(afdelingen.find(({ id }) => id === 'burgerzaken')?.werkdagen).toBe(1)
  })

  it('brings a promise from one desk to the other within a second', async () => {
    const [anna, bram] = [await openReady('anna-demo'), await openReady('bram-demo')]
    const started = performance.now()
    const arrived = new Promise<number>((resolve) => {
      bram.onEvent(({ event }) => {
        if (event === 'terugbelnotities.changed') resolve(performance.now() - started)
      })
    })
    await promiseCallback(anna, 'Binnen een seconde')
    expect(await arrived).toBeLessThan(1000)
    await vi.waitFor(async () => expect(await withSubject(bram, 'Binnen een seconde')).toHaveLength(1), waitFor)
    expect(await withSubject(bram, 'Binnen een seconde')).toMatchObject([
      { makerNaam: 'Anna (demo)', afdelingNaam: 'Burgerzaken' },
    ])
  })

  it('grants a claim to one desk, and the maker reads what became of the note', async () => {
    const [anna, bram] = [await openReady('anna-demo'), await openReady('bram-demo')]
    const { terugbelnotitieId: id } = await promiseCallback(anna, 'Wie belt er')
    if (id === null) throw new Error('a promise makes a note')
    await vi.waitFor(async () => expect(await withSubject(bram, 'Wie belt er')).toHaveLength(1), waitFor)
    await bram.ask('terugbelnotities.claim', { id })
    await vi.waitFor(async () => {
      expect(await bram.ask('terugbelnotities.find', { id })).toMatchObject({
        status: 'geclaimd',
        houderNaam: 'Bram (demo)',
      })
    }, waitFor)
    await vi.waitFor(async () => {
      expect(await anna.request('terugbelnotities.claim', { id })).toMatchObject({
        ok: false,
        error: { reason: 'held' },
      })
    }, waitFor)
    await bram.ask('terugbelnotities.handelAf', { id, uitkomst: 'Afspraak gemaakt.' })
    await vi.waitFor(async () => {
      expect(await anna.ask('terugbelnotities.find', { id })).toMatchObject({
        status: 'afgehandeld',
        uitkomst: 'Afspraak gemaakt.',
      })
    }, waitFor)
  })

  it('keeps working without a server, and afterwards everything arrives exactly once', async () => {
    const [anna, bram] = [await openReady('anna-demo'), await openReady('bram-demo')]
    await server.close()
    await vi.waitFor(async () => expect((await anna.ask('verbinding.find')).staat).toBe('geen'), waitFor)
    for (let n = 0; n < 5; n += 1) await promiseCallback(anna, `Zonder server ${n}`)
    expect(await anna.ask('verbinding.find')).toMatchObject({ wachtend: 10 })
    expect((await anna.ask('kennisartikelen.search', { query: 'paspoort', limit: 5 })).hits.length).toBeGreaterThan(0)

    // The desk is killed while it waits: what it promised lies in its own file.
    await anna.close()
    const again = await openDesk('anna-demo', anna.profileDir)
    expect(await again.ask('verbinding.find')).toMatchObject({ wachtend: 10 })
    expect(await withSubject(again, 'Zonder server 3')).toMatchObject([{ onderweg: true }])

    server = await startOn(port)
    await again.ask('verbinding.probeer')
    await bram.ask('verbinding.probeer')
    await ready(again)
    for (let n = 0; n < 5; n += 1) {
      await vi.waitFor(async () => expect(await withSubject(bram, `Zonder server ${n}`)).toHaveLength(1), waitFor)
      expect(await withSubject(again, `Zonder server ${n}`)).toMatchObject([{ onderweg: false }])
    }
  })

  it('answers every screen sensibly while nobody is signed in', async () => {
    const empty = await openDesk(undefined)
    expect(await empty.request('gesprekken.list')).toEqual({ ok: false, error: { code: 'signed_out' } })
    expect((await empty.ask('aanmelding.listDemoMedewerkers')).medewerkers.map(({ id }) => id)).toContain('anna-demo')
    expect(await empty.request('aanmelding.aanmelden', { medewerkerId: 'niemand' })).toMatchObject({ ok: false })
    await empty.ask('aanmelding.aanmelden', { medewerkerId: 'bram-demo' })
    await ready(empty)
    await empty.ask('aanmelding.afmelden')
    expect(await empty.request('gesprekken.list')).toEqual({ ok: false, error: { code: 'signed_out' } })
  })

  it('keeps colleagues’ work apart on one machine', async () => {
    const anna = await openReady('anna-demo')
    const { id } = await anna.ask('gesprekken.start', { kanaal: 'telefoon' })
    await anna.ask('aanmelding.aanmelden', { medewerkerId: 'carla-demo' })
    expect(await anna.ask('gesprekken.list')).toEqual([])
    await anna.ask('aanmelding.aanmelden', { medewerkerId: 'anna-demo' })
    expect((await anna.ask('gesprekken.list')).map((gesprek) => gesprek.id)).toEqual([id])
  })
})
