import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../../../scripts/processes/free-port.ts'
import { makeDatabase, startKlaarServer } from './klaar.ts'
import type { LightDesks } from './light-desks.ts'
import { loadGemeente } from './product-bundles.ts'
import { peakRssMb, startRole } from './role-process.ts'
import type { FanoutFigures } from './sync-report.ts'
import { monotonicNow } from './workload.ts'

const docs = 1000
const writes = 200
const writesPerSecond = 20
const processes = 4
/** Desks of one medewerker: nobody works at more, but sessions and rights are read as for so many people. */
const desksPerMedewerker = 5
// A delivery that takes longer is lost for who is waiting.
const patienceMs = 15_000

const script = join(import.meta.dirname, 'light-desks.ts')

const medewerkersFor = (desks: number): readonly string[] =>
  Array.from({ length: Math.ceil(desks / desksPerMedewerker) }, (_, index) => `medewerker-${index}`)

const withServer = async <Value>(
  embedded: boolean,
  medewerkers: readonly string[],
  work: (place: Awaited<ReturnType<typeof makeDatabase>>['place'], tokens: readonly string[]) => Promise<Value>,
): Promise<Value> => {
  const folder = mkdtempSync(join(tmpdir(), 'klaar-bench-fanout-'))
  const { place, remove } = await makeDatabase(embedded, folder)
  try {
    const { fillGemeente } = await loadGemeente()
    const tokens = await fillGemeente(place, { docs, medewerkers })
    return await work(place, [...tokens.values()])
  } finally {
    await remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Many desks on one server node: does every write reach every one, how soon, and how do they come back after the server was gone. */
export const measureFanout = (desks: number, embedded: boolean): Promise<FanoutFigures> =>
  withServer(embedded, ['schrijver', ...medewerkersFor(desks)], async (place, [writerToken = '', ...tokens]) => {
    const port = await findFreePort()
    let server = await startKlaarServer(place, port)
    const listeners = Array.from({ length: processes }, () => startRole<LightDesks>(script, 'listeners'))
    const writer = startRole<LightDesks>(script, 'writer')
    try {
      for (const [index, { ask }] of listeners.entries()) {
        const own = Array.from({ length: desks }, (_, desk) => desk).filter((desk) => desk % processes === index)
        await ask.open({
          serverUrl: server.url,
          tokens: own.map((desk) => tokens[Math.floor(desk / desksPerMedewerker)] ?? ''),
        })
      }
      await writer.ask.open({ serverUrl: server.url, tokens: [writerToken] })
      const everybody = [...listeners, writer]
      await Promise.all(everybody.map(({ ask }) => ask.untilConnected()))

      await writer.ask.writeLive(docs, writes, writesPerSecond)
      const delivered = await Promise.all(
        listeners.map(({ ask }, index) => {
          const own = Math.floor((desks - index - 1) / processes) + 1
          return ask.untilDelivered(own * writes, patienceMs)
        }),
      )
      const serverPeakRssMB = peakRssMb(server.pid)

      await server.kill()
      await Promise.all(listeners.map(({ ask }) => ask.forgetConnections()))
      server = await startKlaarServer(place, port)
      const upAt = monotonicNow()
      const back = (await Promise.all(listeners.map(({ ask }) => ask.untilConnected()))).flat()
      return {
        desks,
        writes,
        deliveries: delivered.reduce((sum, { deliveries }) => sum + deliveries, 0),
        latenciesMs: delivered.flatMap(({ latenciesMs }) => latenciesMs),
        stormMs: back.map(({ tookMs }) => tookMs),
        backMs: back.map(({ at }) => Math.max(0, at - upAt)),
        serverPeakRssMB: Math.max(serverPeakRssMB, peakRssMb(server.pid)),
      }
    } finally {
      for (const { stop } of [...listeners, writer]) await stop()
      await server.stop()
    }
  })
