import type { Page } from 'playwright-core'
import type { LaunchOptions } from '../support/desk.ts'
import type { TestServer } from '../support/test-server.ts'
import { connection, searchBox } from '../support/werkblad.ts'
import type { DeskFigures, WindowFigures } from './desk-report.ts'
import type { MeasuredShell } from './measured-shells.ts'
import { withWindow } from './measured-window.ts'
import { measureEffect, type Effect } from './page-timings.ts'
import { measureMemory, pssMb } from './process-memory.ts'

/** What people really ask, typed letter by letter: every prefix is a query. */
const questions = [
  'paspoort kwijt',
  'rijbewijs verlengen',
  'verhuizing doorgeven',
  'afvalcontainer',
  'subsidie aanvragen',
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

export const measureBareWindow = (shell: MeasuredShell, profileDir: string): Promise<WindowFigures> =>
  withWindow(shell.openBare(profileDir), async ({ page, pids, paintedAfterMs }) => {
    await page.getByRole('heading').waitFor()
    return { coldStartMs: await paintedAfterMs(), memory: measureMemory(pids) }
  })

/** Fills the desk's own copy before anything is measured: the figures are about a day like any other. */
export const settleDesk = (shell: MeasuredShell, desk: LaunchOptions): Promise<void> =>
  withWindow(shell.openDesk(desk), async ({ page }) => {
    await searchBox(page).waitFor()
    await connection(page, 'Alles verstuurd').waitFor({ timeout: 120_000 })
  })

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
export const measureDesk = (shell: MeasuredShell, desk: LaunchOptions, server: TestServer): Promise<DeskFigures> =>
  withWindow(shell.openDesk(desk), async ({ page, pids, paintedAfterMs }) => {
    await searchBox(page).waitFor()
    const coldStartMs = await paintedAfterMs()
    await connection(page, 'Alles verstuurd').waitFor()
    const atRest = { memory: measureMemory(pids), serverMb: pssMb(server.pid()) }
    const keystrokes = await measureKeystrokes(page)
    return {
      coldStartMs,
      ...atRest,
      keystrokesMs: keystrokes.measuredMs,
      keystrokesUnchanged: keystrokes.unchanged,
      screenChangesMs: await measureScreenChanges(page),
    }
  })
