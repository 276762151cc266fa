import { cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { protocolVersion } from '../../src/shared/sync-protocol/protocol-version'
import { startServerNode } from '../faults/server-node'
import { settled, signedIn } from '../faults/settled'
import { until } from '../faults/until'
import { createDeskProcesses, type DeskProcess } from '../support/desk-process'
import { createTcpProxy } from '../support/tcp-proxy'
import { presentMessages } from './present-messages'

// `npm run golden`: writes down what messages and files of the present version look like. What was released is never written again.

const version = process.env['GOLDEN_VERSION'] ?? String(protocolVersion)
const messages = join(import.meta.dirname, `protocol-${version}`)
const profile = join(import.meta.dirname, `profile-${version}`)

it('writes the messages', () => {
  if (existsSync(messages)) return
  mkdirSync(messages)
  for (const [name, message] of Object.entries(presentMessages)) {
    writeFileSync(join(messages, `${name}.json`), `${JSON.stringify(message, null, 2)}\n`)
  }
})

const wrapUp = async (desk: DeskProcess, vraag: string): Promise<void> => {
  const { id } = await desk.ask('gesprekken.start', { kanaal: 'telefoon' })
  await desk.ask('gesprekken.bewaar', { id, tekst: { vraag, telefoon: '06 1234 5678', afdelingId: 'burgerzaken' } })
  const { bellenVoor } = await desk.ask('gesprekken.voorstelTerugbellen', { afdelingId: 'burgerzaken' })
  await desk.ask('gesprekken.rondAf', { id, resultaat: 'terugbelnotitie', bellenVoor })
}

it('writes the folder of a desk that has work left', { timeout: 120_000 }, async () => {
  if (existsSync(profile)) return
  const server = await startServerNode({})
  const proxy = await createTcpProxy(server.port)
  const desks = createDeskProcesses()
  const seat = (medewerkerId: string, port: number) => ({
    profileDir: mkdtempSync(join(tmpdir(), 'klaar-golden-')),
    serverUrl: `http://127.0.0.1:${port}`,
    medewerkerId,
  })
  const annaSeat = seat('anna-demo', proxy.port)
  const [anna, bram] = [desks.open(annaSeat), desks.open(seat('bram-demo', server.port))]
  await Promise.all([signedIn(anna), signedIn(bram)])
  await settled([anna, bram])

  await wrapUp(anna, 'Al verstuurd')
  await settled([anna, bram])
  const open = async (desk: DeskProcess) => {
    // An older core answers with other fields than this contract knows; of these there is no doubt.
    const notes = await desk.ask('terugbelnotities.list', { lijst: 'alle', limit: 1000 })
    return notes.find(({ gevraagdeHandeling }) => gevraagdeHandeling === 'Al verstuurd')
  }
  await until(async () => (await open(bram)) !== undefined, { what: 'the note is at both desks' })
  const id = (await open(bram))?.id
  if (id === undefined) throw new Error('the note is at both desks')

  // One wish that is refused: somebody else was first while this desk was alone.
  proxy.set({ refuse: true })
  proxy.cut()
  await until(async () => (await anna.ask('verbinding.find')).staat === 'geen', { what: 'anna is alone' })
  await anna.ask('terugbelnotities.claim', { id })
  await bram.ask('terugbelnotities.claim', { id })
  await settled([bram])
  proxy.heal()
  await anna.ask('verbinding.probeer')
  await settled([anna])
  expect(await anna.ask('verbinding.listAandacht')).toHaveLength(1)

  // And alone again with two promises, words about a call and somebody on the line.
  proxy.set({ refuse: true })
  proxy.cut()
  await wrapUp(anna, 'Nog niet verstuurd 1')
  await wrapUp(anna, 'Nog niet verstuurd 2')
  await anna.ask('terugbelnotities.bewaarUitkomst', { id, tekst: 'Halverwege opgeschreven' })
  const { id: running } = await anna.ask('gesprekken.start', { kanaal: 'balie' })
  await anna.ask('gesprekken.bewaar', { id: running, tekst: { vraag: 'Nog aan de balie', naam: 'Test (demo)' } })
  await anna.close()
  cpSync(annaSeat.profileDir, profile, { recursive: true })
  await desks.close()
  await proxy.close()
  await server.kill()
})
