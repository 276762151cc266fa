import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inCopyOf } from '../faults/desk-file-check'
import { startServerNode, type ServerNode } from '../faults/server-node'
import { settled } from '../faults/settled'
import { createDeskProcesses, type DeskProcesses, type DeskSeat } from '../support/desk-process'
import { createTcpProxy, type TcpProxy } from '../support/tcp-proxy'
import { cacheMigrations, outboxMigrations } from '../../src/main/core/db/migrations'

let server: ServerNode
let proxy: TcpProxy
let desks: DeskProcesses
beforeAll(async () => {
  server = await startServerNode({})
  proxy = await createTcpProxy(server.port)
  desks = createDeskProcesses()
})
afterAll(async () => {
  await desks.close()
  await proxy.close()
  await server.kill()
})

const versionOf = (seat: DeskSeat, file: 'cache' | 'outbox'): unknown =>
  inCopyOf(seat, file, (db) => db.pragma('user_version', { simple: true }))

// What `npm run golden` left in each of them: who sat there, and which schemas it had.
const profiles = [
  { version: 1, cache: 10, outbox: 10 },
  { version: 2, cache: cacheMigrations.at(-1)?.version, outbox: outboxMigrations.at(-1)?.version },
]

describe.each(profiles)(
  'the folder of a desk of version $version',
  { timeout: 60_000 },
  ({ version, cache, outbox }) => {
    it('opens with all of its work, which then reaches the server', async () => {
      const profileDir = mkdtempSync(join(tmpdir(), 'klaar-golden-'))
      cpSync(join(import.meta.dirname, `profile-${version}`), profileDir, { recursive: true })
      const seat = { profileDir, serverUrl: `http://127.0.0.1:${proxy.port}`, medewerkerId: 'anna-demo' }
      expect([versionOf(seat, 'cache'), versionOf(seat, 'outbox')]).toEqual([cache, outbox])

      proxy.set({ refuse: true })
      const desk = desks.open(seat)
      expect(await desk.ask('werkplek.find')).toMatchObject({ storing: null })
      expect(await desk.ask('verbinding.find')).toMatchObject({ wachtend: 4, aandacht: 1 })
      expect(await desk.ask('verbinding.listAandacht')).toMatchObject([
        { naam: 'terugbelnotitie.claim', error: { code: 'conflict', reason: 'held' } },
      ])
      expect(await desk.ask('gesprekken.list')).toMatchObject([
        { vraag: 'Nog aan de balie', naam: 'Test (demo)', kanaal: 'balie', status: 'actief' },
      ])
      const concept = inCopyOf(seat, 'outbox', (db) => db.prepare('select tekst from uitkomst_concepten').pluck().all())
      expect(concept).toEqual(['Halverwege opgeschreven'])

      const promised = (await desk.ask('terugbelnotities.list', { lijst: 'uitgezet', limit: 100 })).filter(
        ({ onderweg, gevraagdeHandeling }) => onderweg && gevraagdeHandeling.startsWith('Nog niet verstuurd'),
      )
      expect(promised).toHaveLength(2)

      proxy.heal()
      await desk.ask('verbinding.probeer')
      await settled([desk])
      for (const { id } of promised) {
        expect(await desk.ask('terugbelnotities.find', { id })).toMatchObject({ onderweg: false, status: 'open' })
      }
      expect((await desk.ask('kennisartikelen.search', { query: 'paspoort', limit: 1 })).total).toBe(134)
      expect(await desk.ask('verbinding.find')).toMatchObject({ aandacht: 1 })
      await desk.close()
      rmSync(profileDir, { recursive: true })
    })
  },
)
