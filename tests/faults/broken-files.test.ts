import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { silentLogger } from '../../src/shared/node/logger'
import { openSqlite } from '../../src/shared/node/sqlite'
import { createDeskProcesses, type DeskProcess, type DeskProcesses, type DeskSeat } from '../support/desk-process'
import { createTcpProxy, type TcpProxy } from '../support/tcp-proxy'
import { createChance, faultSeed } from './chance'
import { deskFilePath } from './desk-file-check'
import { startServerNode, type ServerNode } from './server-node'
import { settled, signedIn } from './settled'

let server: ServerNode
let proxy: TcpProxy
let desks: DeskProcesses
beforeAll(async () => {
  server = await startServerNode({})
  proxy = await createTcpProxy(server.port)
  desks = createDeskProcesses({ waiting: 1 })
})
afterEach(() => {
  proxy.heal()
})
afterAll(async () => {
  await desks.close()
  await proxy.close()
  await server.kill()
})

const newSeat = (medewerkerId = 'anna-demo'): DeskSeat => ({
  profileDir: mkdtempSync(join(tmpdir(), 'klaar-desk-')),
  serverUrl: `http://127.0.0.1:${proxy.port}`,
  medewerkerId,
})

const register = async (desk: DeskProcess, vraag: string): Promise<void> => {
  const { id } = await desk.ask('gesprekken.start', { kanaal: 'telefoon' })
  await desk.ask('gesprekken.bewaar', { id, tekst: { vraag } })
  await desk.ask('gesprekken.rondAf', { id, resultaat: 'zelf_beantwoord', bellenVoor: null })
}

/** A desk with its copy, three wishes that the server has not heard of, and a gesprek that is still going on. Killed. */
const leaveWork = async (): Promise<DeskSeat> => {
  const seat = newSeat()
  const desk = desks.open(seat)
  await signedIn(desk)
  await settled([desk])
  proxy.set({ refuse: true })
  proxy.cut()
  for (const vraag of ['een', 'twee', 'drie']) await register(desk, vraag)
  const { id } = await desk.ask('gesprekken.start', { kanaal: 'balie' })
  await desk.ask('gesprekken.bewaar', { id, tekst: { vraag: 'nog bezig' } })
  await desk.kill()
  return seat
}

const articlesOf = async (desk: DeskProcess): Promise<number> =>
  (await desk.ask('kennisartikelen.search', { query: 'paspoort', limit: 1 })).total

const flip = (path: string, at: number): void => {
  const bytes = readFileSync(path)
  const place = at % bytes.length
  bytes[place] = (bytes[place] ?? 0) ^ 0xff
  writeFileSync(path, bytes)
}

/** Every way in which a file goes bad that we thought of. */
const damages: readonly { readonly name: string; readonly damage: (path: string) => void }[] = [
  { name: 'a byte of its first page flipped', damage: (path) => flip(path, 20) },
  { name: 'a byte somewhere flipped', damage: (path) => flip(path, createChance(faultSeed()).below(2 ** 31)) },
  { name: 'cut off in the middle', damage: (path) => truncateSync(path, Math.floor(readFileSync(path).length / 2)) },
  { name: 'cut off inside a page', damage: (path) => truncateSync(path, 5000) },
  { name: 'filled with something else', damage: (path) => writeFileSync(path, randomBytes(40_000)) },
  {
    name: 'of another key',
    damage: (path) => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
      const options = { name: 'x', durability: 'normal', access: 'alone', logger: silentLogger } as const
      const db = openSqlite({ path, key: randomBytes(32), ...options })
      db.exec('create table x (y int) strict')
      db.close()
    },
  },
]

/** What is in the write-ahead log must be in the file first, or the damage would be overwritten by the recovery. */
const settleFile = async (seat: DeskSeat): Promise<void> => {
  const desk = desks.open(seat)
  await desk.ask('werkplek.find')
  await desk.close()
  expect(existsSync(`${deskFilePath(seat, 'outbox')}-wal`)).toBe(false)
}

describe('a cache that is', { timeout: 60_000 }, () => {
  const ways: typeof damages = [
    ...damages,
    { name: 'without its write-ahead log', damage: (path) => rmSync(`${path}-wal`) },
    { name: 'gone', damage: (path) => rmSync(path) },
  ]
  it.each(ways)('$name is fetched again, and the work stays', async ({ name, damage }) => {
    const seat = await leaveWork()
    if (!name.startsWith('without')) await settleFile(seat)
    damage(deskFilePath(seat, 'cache'))
    const desk = desks.open(seat)
    expect(await desk.ask('werkplek.find')).toMatchObject({ storing: null })
    expect(await desk.ask('verbinding.find')).toMatchObject({ wachtend: 3 })
    expect(await desk.ask('gesprekken.list')).toMatchObject([{ vraag: 'nog bezig' }])
    proxy.heal()
    await settled([desk])
    expect(await articlesOf(desk)).toBe(134)
    const recent = await desk.ask('contactmomenten.listRecent', { limit: 50 })
    for (const vraag of ['een', 'twee', 'drie']) expect(recent.map(({ onderwerp }) => onderwerp)).toContain(vraag)
    await desk.close()
  })
})

const filesIn = (folder: string): readonly Buffer[] =>
  readdirSync(folder).map((name) => readFileSync(join(folder, name)))

describe('an outbox that is', { timeout: 60_000 }, () => {
  it.each(damages)('$name stops the desk, which says so and keeps the file', async ({ damage }) => {
    const seat = await leaveWork()
    await settleFile(seat)
    const path = deskFilePath(seat, 'outbox')
    damage(path)
    const before = readFileSync(path)
    const desk = desks.open(seat)
    const { storing } = await desk.ask('werkplek.find')
    expect(storing).toMatchObject({ code: expect.stringMatching(/^(storage_corrupt|wrong_key)$/) as string })
    expect(storing).toMatchObject({ file: expect.stringContaining('outbox') as string })
    // Nothing goes on beside it: what is typed now would come to lie in another file than what was typed before.
    expect(await desk.request('gesprekken.start', { kanaal: 'telefoon' })).toEqual({ ok: false, error: storing })
    await desk.close()
    expect(filesIn(dirname(path)).some((bytes) => bytes.equals(before))).toBe(true)
  })
})
