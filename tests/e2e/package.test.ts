import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { beforeAll, describe, expect, it } from 'vitest'
import { repositoryRoot } from '../../scripts/processes/bundles.ts'
import type {} from '../../src/renderer/client/find-transport'
import { launchPackagedDesk } from '../support/packaged-desk'

const unpacked = join(repositoryRoot, 'release', 'linux-unpacked')
const executable = join(unpacked, 'klaar')
const archive = join(unpacked, 'resources', 'app.asar')

beforeAll(async () => {
  const packaging = spawn(process.execPath, ['scripts/package.ts', '--dir'], { cwd: repositoryRoot, stdio: 'ignore' })
  const [code] = (await once(packaging, 'exit')) as [number | null]
  expect(code).toBe(0)
})

/** The switches in the executable: a marker, a version, a length, and one digit each. */
const readFuses = (): string => {
  const bytes = readFileSync(executable)
  const marker = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  const at = bytes.indexOf(marker) + marker.length
  return bytes.toString('latin1', at + 2, at + 2 + (bytes[at + 1] ?? 0))
}

describe('the unpacked application', () => {
  it('opens a desk with a core of its own, also where there is no server', async () => {
    const desk = await launchPackagedDesk(executable, {
      KLAAR_PROFILE_DIR: mkdtempSync(join(tmpdir(), 'klaar-pakket-')),
      KLAAR_SERVER_URL: 'http://127.0.0.1:9',
      KLAAR_ALLOW_FILE_SECRETS: 'true',
      KLAAR_LOG_LEVEL: 'silent',
    })
    await desk.page.getByRole('heading').first().waitFor()
    const werkplek = await desk.page.evaluate(() => window.klaarBridge?.request({ id: 1, name: 'werkplek.find' }))
    expect(werkplek).toMatchObject({
      ok: true,
      value: { schil: 'electron', storing: null },
    })
    expect(desk.page.url()).toBe('app://klaar/')
    expect(await desk.close()).toBe(0)
  })

  it('has the switches set that keep other programs out', () => {
    // RunAsNode, cookie encryption, NODE_OPTIONS, inspector, archive integrity, only from the archive.
    expect(readFuses()).toMatch(/^010011/)
  })

  it('holds the bundles and nothing else in its archive', () => {
    const files = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'))
    expect(files).toContain('/dist/electron/main.cjs')
    expect(
      files.filter((path) => !/^\/(dist(\/(electron|preload|renderer)(\/.*)?)?|package\.json)$/.test(path)),
    ).toEqual([])
    expect(extractFile(archive, 'dist/renderer/index.html').toString()).toContain('<title>Klaar</title>')
  })
})
