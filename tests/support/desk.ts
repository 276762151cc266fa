import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchChromiumDesk } from './chromium-desk.ts'
import { launchElectronDesk } from './electron-desk.ts'

export const shells = ['Chromium', 'Electron'] as const
export type Shell = (typeof shells)[number]

export interface DeskSettings {
  readonly serverUrl: string
  /** Who is signed in by itself; empty = the desk asks who sits there. */
  readonly medewerkerId: string
}

export interface LaunchOptions extends DeskSettings {
  readonly profileDir: string
}

export interface LaunchedDeskOptions extends LaunchOptions {
  /** Called before the page loads anything, so that nothing it says is missed. */
  readonly onPage: (page: Page) => void
}

/** One life of a desk, from opening to the end of its processes. */
export interface LaunchedDesk {
  readonly page: Page
  /** SIGKILL to the window, the core and everything else of this desk at once. */
  readonly kill: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A desk under test: a profile that outlives the processes that use it. */
export interface Desk {
  /** The folder of the desk's files. */
  readonly profileDir: string
  /** The screen of the present life. */
  readonly page: () => Page
  readonly kill: () => Promise<void>
  /** Opens it again on the same profile. */
  readonly restart: () => Promise<void>
  /** Whatever the screen complained about in the console in all its lives, policy violations included. */
  readonly complaints: () => readonly string[]
  readonly close: () => Promise<void>
}

const launchers: Readonly<Record<Shell, (options: LaunchedDeskOptions) => Promise<LaunchedDesk>>> = {
  Chromium: launchChromiumDesk,
  Electron: launchElectronDesk,
}

export const openDesk = async (shell: Shell, settings: DeskSettings): Promise<Desk> => {
  const profileDir = mkdtempSync(join(tmpdir(), 'klaar-desk-'))
  const complaints: string[] = []
  const onPage = (page: Page) => {
    listenForComplaints(page, complaints)
  }
  const launch = () => launchers[shell]({ ...settings, profileDir, onPage })
  let life = await launch()
  return {
    profileDir,
    page: () => life.page,
    kill: () => life.kill(),
    restart: async () => {
      life = await launch()
    },
    complaints: () => complaints,
    close: async () => {
      await life.close()
      rmSync(profileDir, { recursive: true, force: true })
    },
  }
}

const listenForComplaints = (page: Page, complaints: string[]): void => {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
}
