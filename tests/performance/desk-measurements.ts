import type { Page } from 'playwright-core'
import type { LaunchOptions } from '../support/desk.ts'
import type { TestServer } from '../support/test-server.ts'
import { connection, results, searchBox } from '../support/werkblad.ts'
import type { DeskFigures, WindowFigures } from './desk-report.ts'
import type { MeasuredShell } from './measured-shells.ts'
import { measureEffect, type Effect } from './page-timings.ts'
import { measureMemory, pssMb } from './process-memory.ts'

/** What people really ask, typed letter by letter: every prefix is a query. */
const questions = [
  'paspoort kwijt',
  'rijbewijs verlengen',
  'verhuizing doorgeven',
  'afvalcontainer',
  'geboorteaangifte',
]
const screenChanges = 10

const resultsChanged: Effect = {
  event: 'input',
  region: '[role="listbox"]',
  expected: '[role="listbox"] [role="option"]',
}
const toTerugbellen: Effect = {
  event: 'keydown',
  region: 'body',
  expected: '[role="grid"] [role="row"] [role="gridcell"]',
}
const toWerkblad: Effect = { event: 'keydown', region: 'body', expected: '[data-focus-id="zoeken"]' }

export const measureBareWindow = async (shell: MeasuredShell, profileDir: string): Promise<WindowFigures> => {
  const window = await shell.openBare(profileDir)
  const coldStartMs = await window.paintedAfterMs((page) => page.getByRole('heading').waitFor())
  const figures = { coldStartMs, memory: measureMemory(window.pids) }
  await window.close()
  return figures
}

/** Fills the desk's own copy before anything is measured: the figures are about a day like any other. */
export const settleDesk = async (shell: MeasuredShell, desk: LaunchOptions): Promise<void> => {
  const window = await shell.openDesk(desk)
  await searchBox(window.page).waitFor()
  await connection(window.page, 'Alles verstuurd').waitFor({ timeout: 120_000 })
  await window.close()
}

const measureKeystrokes = async (page: Page) => {
  const measuredMs: number[] = []
  let unchanged = 0
  for (const question of questions) {
    await searchBox(page).fill('')
    for (const letter of question) {
      const ms = await measureEffect(page, resultsChanged, () => searchBox(page).press(letter))
      if (ms === undefined) unchanged += 1
      else measuredMs.push(ms)
    }
  }
  return { measuredMs, unchanged }
}

const measureScreenChanges = async (page: Page): Promise<readonly number[]> => {
  const measured: number[] = []
  for (let round = 0; round < screenChanges; round += 1) {
    for (const [keys, effect] of [
      ['Alt+2', toTerugbellen],
      ['Alt+1', toWerkblad],
    ] as const) {
      const ms = await measureEffect(page, effect, () => page.keyboard.press(keys))
      if (ms === undefined) throw new Error(`${keys} changed nothing on screen`)
      measured.push(ms)
    }
  }
  return measured
}

/** One whole round: start, memory at rest, then typing and walking between the screens. */
export const measureDesk = async (
  shell: MeasuredShell,
  desk: LaunchOptions,
  server: TestServer,
): Promise<DeskFigures> => {
  const window = await shell.openDesk(desk)
  const { page } = window
  const coldStartMs = await window.paintedAfterMs(() => searchBox(page).waitFor())
  await connection(page, 'Alles verstuurd').waitFor()
  const atRest = { memory: measureMemory(window.pids), serverMb: pssMb(server.pid()) }
  const keystrokes = await measureKeystrokes(page)
  await results(page).first().waitFor()
  const screenChangesMs = await measureScreenChanges(page)
  await window.close()
  return {
    coldStartMs,
    ...atRest,
    keystrokesMs: keystrokes.measuredMs,
    keystrokesUnchanged: keystrokes.unchanged,
    screenChangesMs,
  }
}
