import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createProcessTransport } from '../transport/process-channel'
import { createCoreLauncher } from './core-launcher'

/** Electron's utility process, played by the test: it answers with what it was told to run. */
const createUtilityDouble = () => {
  const killed: string[] = []
  const fork = (entry: string) => {
    const listeners = new Map<string, (message: unknown) => void>()
    return {
      postMessage: (message: { readonly id?: number }) => {
        if (message.id === undefined) return
        listeners.get('message')?.({ kind: 'reply', reply: { id: message.id, ok: true, value: entry } })
      },
      on: (name: string, listener: (message: unknown) => void) => void listeners.set(name, listener),
      once: (name: string, listener: (message: unknown) => void) => void listeners.set(name, listener),
      kill: () => {
        killed.push(entry)
        listeners.get('exit')?.(0)
        return true
      },
    }
  }
  return { utilityProcess: { fork }, killed }
}
const packagedIn = (resources: string) => ({ packaged: true, platform: 'linux' as const, resources, root: '/nergens' })
const ping = { id: 1, name: 'proef.ping' }

describe('the core of a packaged desk', () => {
  it('runs in Electron itself', async () => {
    const { utilityProcess, killed } = createUtilityDouble()
    const child = createCoreLauncher({ ...packagedIn('/klaar/resources'), utilityProcess })()
    const transport = createProcessTransport(child, {})
    const entry = join('/klaar/resources', 'core', 'process.mjs')
    expect(await transport.request(ping)).toEqual({ id: 1, ok: true, value: entry })
    child.stop()
    expect(killed).toEqual([entry])
    expect(await transport.request(ping)).toMatchObject({ ok: false, error: { code: 'core_gone' } })
  })

  it('runs in the Node that the package brings, if it does', async () => {
    const resources = mkdtempSync(join(tmpdir(), 'klaar-resources-'))
    for (const folder of ['core', 'core-runtime']) mkdirSync(join(resources, folder))
    writeFileSync(join(resources, 'core', 'process.mjs'), '')
    // Not a program at all: that it is tried, and not Electron's own, is what shows.
    writeFileSync(join(resources, 'core-runtime', 'node'), '')
    const { utilityProcess } = createUtilityDouble()
    const transport = createProcessTransport(createCoreLauncher({ ...packagedIn(resources), utilityProcess })(), {})
    expect(await transport.request(ping)).toMatchObject({ ok: false, error: { code: 'core_gone' } })
  })
})
