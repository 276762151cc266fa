import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeskProcesses, type DeskProcess, type DeskProcesses, type DeskSeat } from '../support/desk-process'
import { deskFilePath, findDamage } from './desk-file-check'
import { startServerNode, type ServerNode } from './server-node'
import { settled, signedIn } from './settled'
import { canMakeDisks, createLockableFolder, createSmallDisk, limitFileSize } from './small-disk'

let server: ServerNode
let desks: DeskProcesses
beforeAll(async () => {
  server = await startServerNode({})
  desks = createDeskProcesses()
})
afterAll(async () => {
  await desks.close()
  await server.kill()
})

/** A place for a desk and the ways to take its room away and give it back. */
interface Place {
  readonly folder: string
  readonly fill: (desk: DeskProcess, seat: DeskSeat) => void
  readonly empty: (desk: DeskProcess) => void
  readonly leave: () => void
}

const onSmallDisk = (): Place => {
  const disk = createSmallDisk(24)
  return { folder: disk.folder, fill: disk.fill, empty: disk.empty, leave: disk.remove }
}

const underLimit = (): Place => ({
  folder: mkdtempSync(join(tmpdir(), 'klaar-desk-')),
  fill: (desk, seat) => limitFileSize(desk.pid, statSync(`${deskFilePath(seat, 'outbox')}-wal`).size),
  empty: (desk) => limitFileSize(desk.pid, 'unlimited'),
  leave: () => undefined,
})

const places = [
  { name: 'a disk without room', make: onSmallDisk },
  { name: 'files that may not grow', make: underLimit },
].filter(({ make }) => make !== onSmallDisk || canMakeDisks())

describe.each(places)('a desk on $name', { timeout: 60_000 }, ({ make }) => {
  it('says that it did not store, goes on reading, and is whole when there is room again', async () => {
    const place = make()
    const seat = { profileDir: place.folder, serverUrl: server.url, medewerkerId: 'anna-demo' }
    const desk = desks.open(seat)
    await signedIn(desk)
    await settled([desk])
    const { id } = await desk.ask('gesprekken.start', { kanaal: 'telefoon' })
    place.fill(desk, seat)
    let stored = ''
    let refused: unknown
    for (let n = 0; n < 500 && refused === undefined; n += 1) {
      const vraag = `${n} ${'woord '.repeat(500)}`
      const result = await desk.request('gesprekken.bewaar', { id, tekst: { vraag } })
      if (result.ok) stored = vraag
      else refused = result.error
    }
    expect(refused).toEqual({ code: 'storage_full' })
    expect(await desk.ask('gesprekken.list')).toMatchObject([{ vraag: stored }])
    expect((await desk.ask('kennisartikelen.search', { query: 'paspoort', limit: 1 })).total).toBe(134)
    place.empty(desk)
    await desk.ask('gesprekken.bewaar', { id, tekst: { vraag: 'weer plaats' } })
    await desk.kill()
    expect(findDamage(seat)).toEqual([])
    const again = desks.open(seat)
    expect(await again.ask('gesprekken.list')).toMatchObject([{ vraag: 'weer plaats' }])
    await again.close()
    place.leave()
  })
})

describe('a folder that cannot be written', { timeout: 60_000 }, () => {
  it('stops the desk with the reason, and the work is there when it can', async () => {
    const folder = createLockableFolder()
    const seat = { profileDir: folder.path, serverUrl: server.url, medewerkerId: 'anna-demo' }
    const first = desks.open(seat)
    await signedIn(first)
    await first.ask('gesprekken.start', { kanaal: 'telefoon' })
    await first.close()
    folder.lock()
    const desk = desks.open(seat)
    expect(await desk.ask('werkplek.find')).toMatchObject({ storing: { code: 'storage_unwritable' } })
    await desk.close()
    folder.unlock()
    const again = desks.open(seat)
    expect(await again.ask('gesprekken.list')).toHaveLength(1)
    await again.close()
    folder.remove()
  })
})
