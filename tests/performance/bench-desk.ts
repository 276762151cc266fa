import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findElectronRuntime } from '../../scripts/electron-runtime.ts'
import { provisionSystem } from '../../scripts/system-packages.ts'
import { setup } from '../support/display.ts'
import { createTestServer } from '../support/test-server.ts'
import { describeReport, type DeskFigures, makeReport, type WindowFigures } from './desk-report.ts'
import { type MeasuredShell, chromiumShell, electronShell } from './measured-shells.ts'
import { measureDesk, measureBareWindow, settleDesk } from './desk-measurements.ts'
import { fillServer } from './fill-server.ts'

// Side by side in one run: desk and bare window in turns, so that a busy machine is busy for both.
const rounds = 5
const fill = { contactmomenten: 10_000, terugbelnotities: 10_000 }
const medewerkerId = 'anna-demo'

const chooseShell = async (): Promise<MeasuredShell> => {
  const found = await findElectronRuntime()
  if (found.kind === 'found') return electronShell(found.runtime)
  console.error(`${found.reason} Gemeten wordt daarom Chromium.`)
  return chromiumShell()
}

const measure = async (shell: MeasuredShell, profileDir: string) => {
  const server = await createTestServer()
  try {
    await fillServer(server.url, medewerkerId, fill)
    const desk = { serverUrl: server.url, medewerkerId, profileDir }
    await settleDesk(shell, desk)
    const bare: WindowFigures[] = []
    const klaar: DeskFigures[] = []
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await measureBareWindow(shell, join(profileDir, `bare-${round}`)))
      klaar.push(await measureDesk(shell, desk, server))
    }
    return { bare, klaar }
  } finally {
    await server.close()
  }
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
  if (!provisionSystem()) {
    process.exitCode = 1
    return
  }
  const closeDisplay = await setup()
  const profileDir = mkdtempSync(join(tmpdir(), 'klaar-bench-'))
  try {
    const shell = await chooseShell()
    const figures = await measure(shell, profileDir)
    const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length }
    const report = makeReport({ workload: { shell: shell.name, rounds, ...fill, machine }, ...figures })
    console.log(values.json ? JSON.stringify(report, null, 2) : describeReport(report))
    process.exitCode = report.bars.every(({ ok }) => ok) ? 0 : 1
  } finally {
    rmSync(profileDir, { recursive: true, force: true })
    await closeDisplay()
  }
}

await main()
