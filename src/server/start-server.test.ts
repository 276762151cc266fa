import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../shared/kernel/clock'
import { AppFailure } from '../shared/kernel/result'
import { silentLogger } from '../shared/node/logger'
import { startProblemText } from './start-problem'
import { startServer, type ServerSettings } from './start-server'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'klaar-server-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const settings = (changed: Partial<ServerSettings> = {}): ServerSettings => ({
  host: '127.0.0.1',
  port: 0,
  dataDir: join(folder, 'data'),
  databaseUrl: undefined,
  demo: true,
  ...changed,
})
const start = (changed?: Partial<ServerSettings>) => startServer(settings(changed), systemClock, silentLogger)
const refusalOf = (changed: Partial<ServerSettings>) => start(changed).then(() => undefined, startProblemText)

describe('starting the server', () => {
  it('opens the demo in a new folder, keeps it to itself, and finds it again', async () => {
    const server = await start()
    expect(server).toMatchObject({ gemeente: 'Gemeente Voorbeeld', database: 'embedded' })
    const epochOf = async (url: string): Promise<unknown> => {
      const health: unknown = await (await fetch(`${url}/health`)).json()
      return typeof health === 'object' && health !== null && 'epoch' in health ? health.epoch : undefined
    }
    const epoch = await epochOf(server.url)
    writeFileSync(join(folder, 'data/server.lock'), String(process.ppid))
    expect(await refusalOf({})).toMatch(/al in gebruik door een andere Klaar-server/)
    await server.close()
    const again = await start()
    expect(await epochOf(again.url)).toBe(epoch)
    await again.close()
    // It fills the demo and opens an embedded database twice: on a busy machine that takes longer than a test gets.
  }, 60_000)

  it('begins anew after a first start that was cut off', async () => {
    const dataDir = join(folder, 'half')
    mkdirSync(join(dataDir, 'server.nieuw'), { recursive: true })
    writeFileSync(join(dataDir, 'server.nieuw/PG_VERSION'), '17')
    const again = await start({ dataDir, demo: false })
    expect((await fetch(`${again.url}/health`)).status).toBe(200)
    await again.close()
  })

  it('says in Dutch why it cannot start', async () => {
    const busy = createServer()
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve))
    const address = busy.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(await refusalOf({ port })).toMatch(/poort is al in gebruik/)
    busy.close()
    expect(await refusalOf({ host: '0.0.0.0' })).toMatch(/zonder wachtwoord/)
    writeFileSync(join(folder, 'bestand'), '')
    expect(await refusalOf({ dataDir: join(folder, 'bestand') })).toMatch(/geen map/)
    expect(await refusalOf({ databaseUrl: `postgresql://klaar:geheim@127.0.0.1:${port}/klaar` })).toMatch(
      /niet bereikbaar/,
    )
  })
})

describe('startProblemText', () => {
  it('explains what people can do something about, and never a bug', () => {
    const newer = new AppFailure({ code: 'storage_newer', file: 'database', found: 90, known: 30 })
    expect(startProblemText(newer)).toMatch(/nieuwere Klaar/)
    expect(startProblemText(Object.assign(new Error('full'), { code: 'ENOSPC' }))).toMatch(/schijf is vol/)
    expect(startProblemText(Object.assign(new Error('no'), { code: '28P01' }))).toMatch(/wachtwoord/)
    expect(startProblemText(new Error('timeout exceeded when trying to connect'))).toMatch(/antwoordt niet/)
    expect(startProblemText(new TypeError('x is not a function'))).toBeUndefined()
    expect(startProblemText('text')).toBeUndefined()
  })
})
