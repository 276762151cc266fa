import { afterAll, beforeAll, expect, it } from 'vitest'
import { addSeconds, systemClock } from '../../src/shared/kernel/clock'
import { createDeskProcesses, type DeskProcess, type DeskProcesses } from '../support/desk-process'
import { createTcpProxy, type TcpProxy } from '../support/tcp-proxy'
import { newSeat } from './floor'
import { startServerNode, type ServerNode } from './server-node'
import { settled, signedIn } from './settled'
import { until } from './until'

const yearMs = 365 * 24 * 3600 * 1000

let server: ServerNode
let proxy: TcpProxy
const started: DeskProcesses[] = []
beforeAll(async () => {
  server = await startServerNode({})
  proxy = await createTcpProxy(server.port)
})
afterAll(async () => {
  await Promise.all(started.map((desks) => desks.close()))
  await proxy.close()
  await server.kill()
})

/** A desk on a computer of which the clock is so far off. */
const openDesk = async (medewerkerId: string, clockOffsetMs: number): Promise<DeskProcess> => {
  const desks = createDeskProcesses(clockOffsetMs === 0 ? {} : { clockOffsetMs })
  started.push(desks)
  const desk = desks.open(newSeat(proxy, medewerkerId))
  await signedIn(desk)
  await settled([desk])
  return desk
}

/** `adviser` knows what day it is: a norm of today says nothing about ten years ago. */
const promiseCallback = async (desk: DeskProcess, vraag: string, adviser: DeskProcess): Promise<void> => {
  const { id } = await desk.ask('gesprekken.start', { kanaal: 'telefoon' })
  await desk.ask('gesprekken.bewaar', { id, tekst: { vraag, telefoon: '06 1234 5678', afdelingId: 'burgerzaken' } })
  const { bellenVoor } = await adviser.ask('gesprekken.voorstelTerugbellen', { afdelingId: 'burgerzaken' })
  await desk.ask('gesprekken.rondAf', { id, resultaat: 'terugbelnotitie', bellenVoor })
}

const noteOf = async (desk: DeskProcess, vraag: string) => {
  const notes = await desk.ask('terugbelnotities.list', { lijst: 'alle', limit: 1000 })
  return notes.find(({ gevraagdeHandeling }) => gevraagdeHandeling === vraag)
}

it.each([
  { name: 'ten years ahead', years: 10 },
  { name: 'ten years behind', years: -10 },
])('a clock that is $name orders nothing and decides no claim', { timeout: 90_000 }, async ({ name, years }) => {
  const wrong = await openDesk('carla-demo', years * yearMs)
  const right = await openDesk('bram-demo', 0)
  const [ours, theirs] = [`op tijd, ${name}`, `uit de tijd, ${name}`]
  await promiseCallback(right, ours, right)
  await promiseCallback(wrong, theirs, right)
  for (const desk of [wrong, right]) {
    for (const vraag of [ours, theirs]) {
      await until(async () => (await noteOf(desk, vraag))?.onderweg === false, { what: `${vraag} at both desks` })
    }
  }
  // The one with the wrong clock holds a claim: for the other it is held, whatever that clock makes of its end.
  const id = (await noteOf(wrong, ours))?.id
  if (id === undefined) throw new Error('the note is at both desks')
  await wrong.ask('terugbelnotities.claim', { id })
  const holderAt = async (desk: DeskProcess) => (await desk.ask('terugbelnotities.find', { id })).claim?.houder
  for (const desk of [wrong, right]) {
    await until(async () => (await holderAt(desk)) === 'carla-demo', { what: 'the claim is known at both desks' })
  }
  expect(await right.request('terugbelnotities.claim', { id })).toMatchObject({ ok: false, error: { reason: 'held' } })
  await wrong.ask('terugbelnotities.handelAf', { id, uitkomst: 'Gebeld' })
  await until(async () => (await right.ask('terugbelnotities.find', { id })).status === 'afgehandeld', {
    what: 'finished under the claim',
  })
  await settled([wrong, right])
  expect((await wrong.ask('verbinding.find')).aandacht).toBe(0)
  // The moment that counts is the server's.
  const finished = await right.ask('terugbelnotities.find', { id })
  const now = systemClock.now()
  expect(finished.afgehandeldOp && finished.afgehandeldOp > addSeconds(now, -60)).toBe(true)
  expect(finished.afgehandeldOp && finished.afgehandeldOp < addSeconds(now, 60)).toBe(true)
})
