import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createProcessTransport } from '../transport/process-channel'
import { forkCoreProcess } from './core-process'

/** A program that answers every request with what it was started with, apart from `zwijg`. */
const program = `
let start
process.on('message', (message) => {
  if (start === undefined) start = { message, argv: process.argv.slice(2), env: Object.values(process.env) }
  else if (message.name !== 'zwijg') process.send({ kind: 'reply', reply: { id: message.id, ok: true, value: start } })
})
process.on('disconnect', () => process.exit(0))
`
const entry = () => {
  const file = join(mkdtempSync(join(tmpdir(), 'klaar-core-')), 'process.mjs')
  writeFileSync(file, program)
  return file
}
const fork = (node = process.execPath) => {
  const child = forkCoreProcess({ entry: entry(), node })
  const ended = new Promise<void>((resolve) => {
    child.onExit(resolve)
  })
  return { child, ended, transport: createProcessTransport(child, { masterKey: 'kanarie' }) }
}

describe('the core in a process of its own', () => {
  it('gets its key over the pipe, never in arguments or environment', async () => {
    const { child, ended, transport } = fork()
    const reply = await transport.request({ id: 4, name: 'ping' })
    expect(reply).toMatchObject({ id: 4, ok: true, value: { message: { masterKey: 'kanarie' }, argv: [] } })
    const { env } = (reply as { readonly value: { readonly env: readonly string[] } }).value
    expect(env.join()).not.toContain('kanarie')
    child.stop()
    await ended
  })

  it('leaves nobody waiting when it is killed', async () => {
    const { child, ended, transport } = fork()
    await transport.request({ id: 1, name: 'ping' })
    const waiting = transport.request({ id: 2, name: 'zwijg' })
    child.kill()
    expect(await waiting).toEqual({ id: 2, ok: false, error: { code: 'core_gone' } })
    await ended
    expect(await transport.request({ id: 3, name: 'ping' })).toMatchObject({ ok: false })
  })

  it('says so when it cannot be started at all', async () => {
    const { ended, transport } = fork(join(tmpdir(), 'bestaat-niet', 'node'))
    await ended
    expect(await transport.request({ id: 1, name: 'ping' })).toMatchObject({ ok: false, error: { code: 'core_gone' } })
  })
})
