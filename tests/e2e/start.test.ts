import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findFreePort } from '../../scripts/processes/free-port.ts'
import { commandOf, processesWithFolder, runStart } from '../support/started-command.ts'

const patience = { timeout: 40_000, interval: 50 }

describe('npm start', () => {
  let dataDir = ''
  let port = 0
  const environment = () => ({ KLAAR_DATA_DIR: dataDir, KLAAR_PORT: String(port) })

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'klaar-start-'))
    port = await findFreePort()
  })
  afterEach(() => {
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('opens two desks without a window, tells where they are, and leaves nothing behind after Ctrl+C', async () => {
    const command = runStart(['--headless', '--desks', '2'], environment())
    await vi.waitFor(() => {
      expect(command.output()).toContain('Ctrl+C stopt alles')
    }, patience)
    const addresses = command.output().match(/http:\/\/127\.0\.0\.1:\d+\/#\S+/g) ?? []
    expect(new Set(addresses).size).toBe(2)
    expect((await fetch(new URL('/', addresses[0]))).status).toBe(200)
    expect(processesWithFolder(dataDir).length).toBeGreaterThanOrEqual(5)

    command.interrupt()
    expect(await command.exitCode).toBe(0)
    expect(processesWithFolder(dataDir)).toEqual([])
  })

  it('stops as cleanly when Ctrl+C comes while the server is still starting', async () => {
    const command = runStart(['--headless'], environment())
    await vi.waitFor(() => {
      expect(command.output()).toContain('Server starten')
    }, patience)
    command.interrupt()
    expect(await command.exitCode).toBe(0)
    expect(processesWithFolder(dataDir)).toEqual([])
  })

  it('takes server and desks along when it is killed', async () => {
    const command = runStart(['--headless'], environment())
    await vi.waitFor(() => {
      expect(command.output()).toContain('Ctrl+C stopt alles')
    }, patience)
    const [script] = processesWithFolder(dataDir).filter((pid) => commandOf(pid)[1] === 'scripts/start.ts')
    process.kill(Number(script), 'SIGKILL')
    await command.exitCode
    await vi.waitFor(() => {
      expect(processesWithFolder(dataDir)).toEqual([])
    }, patience)
  })

  it('names the setting when another program holds the port', async () => {
    const other = createServer((_request, response) => response.end('iets anders')).listen(port, '127.0.0.1')
    const command = runStart(['--headless'], environment())
    expect(await command.exitCode).toBe(1)
    expect(command.output()).toContain(`Poort ${port} is al in gebruik door een ander programma`)
    expect(command.output()).toContain('KLAAR_PORT')
    other.close()
  })

  it('names a setting that cannot be, with what is allowed', async () => {
    const command = runStart(['--headless'], { ...environment(), KLAAR_PORT: 'veel' })
    expect(await command.exitCode).toBe(2)
    expect(command.output()).toMatch(/KLAAR_PORT heeft de waarde "veel".*Toegestaan/)
  })

  it.each([['--hoofdloos'], ['--desks', '3'], ['--desks', 'veel'], ['los']])(
    'explains itself when asked for %s %s',
    async (...args) => {
      const command = runStart(args, environment())
      expect(await command.exitCode).toBe(2)
      expect(command.output()).toContain('npm start -- --desks 2')
    },
  )
})
