import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFixedClock } from '../../../tests/support/fixed-clock'
import { silentLogger } from '../../shared/node/logger'
import { readSettings } from '../../shared/node/settings'
import { sealedMasterKeyPath } from '../shell/profile-folders'
import { StartProblem } from '../shell/start-problem'
import { startWebHost } from './start-web-host'

const start = (profileDir: string, bundles: string) => {
  const read = readSettings({ KLAAR_PROFILE_DIR: profileDir })
  if (!read.ok) throw new Error('settings')
  return startWebHost({ settings: read.value, bundles, clock: createFixedClock(), logger: silentLogger })
}
const folder = () => mkdtempSync(join(tmpdir(), 'klaar-web-host-'))
const builtFolder = () => {
  const bundles = folder()
  mkdirSync(join(bundles, 'renderer'))
  return bundles
}

describe('the browser shell does not start', () => {
  it('without screens', async () => {
    await expect(start(folder(), folder())).rejects.toThrow('npm run build')
  })

  it('on a desk whose key only the desktop application can open', async () => {
    const profileDir = folder()
    writeFileSync(sealedMasterKeyPath(profileDir), 'verzegeld')
    await expect(start(profileDir, builtFolder())).rejects.toThrow(StartProblem)
  })

  it('with a profile that is no folder', async () => {
    const file = join(folder(), 'bestand')
    writeFileSync(file, '')
    await expect(start(file, builtFolder())).rejects.toThrow(/ENOTDIR|EEXIST/)
  })
})
