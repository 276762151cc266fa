import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Page } from 'playwright-core'
import { startProcess } from '../../scripts/processes/managed-process.ts'

export interface WindowPlan {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
}

/** A window started the way a user starts it: nothing attached until it is on screen. */
export interface MeasuredWindow {
  /** The processes whose descendants make up this window. */
  readonly pids: readonly number[]
  readonly page: Page
  /** From the start of the process to the paint of its largest content, as the page itself recorded it. */
  readonly paintedAfterMs: () => Promise<number>
  readonly close: () => Promise<void>
}

/** Well past any start: attaching while the window is still coming up would slow down what is measured. */
const undisturbedMs = 3000

export const openMeasuredWindow = async ({ command, args, env }: WindowPlan): Promise<MeasuredWindow> => {
  const said: string[] = []
  let onAddress: (address: string) => void = () => undefined
  const listening = new Promise<string>((resolve) => {
    onAddress = resolve
  })
  const startedAt = performance.timeOrigin + performance.now()
  const started = startProcess({
    command,
    args: [...args, '--remote-debugging-port=0'],
    env,
    onLine: (line) => {
      said.push(line)
      const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (address !== undefined) onAddress(address)
    },
  })
  try {
    const address = await Promise.race([listening, started.exited.then(() => undefined)])
    if (address === undefined) throw new Error(`the window did not open: ${said.join('\n')}`)
    await pause(undisturbedMs)
    const browser = await chromium.connectOverCDP(address, { noDefaults: true })
    const [page] = browser.contexts().flatMap((context) => context.pages())
    if (page === undefined) throw new Error('the window has no page')
    return {
      pids: [started.pid],
      page,
      paintedAfterMs: async () => (await lastPaint(page)) - startedAt,
      close: async () => {
        await browser.close()
        await started.stop()
      },
    }
  } catch (error) {
    await started.kill()
    throw error
  }
}

/** Opens a window for one measurement and closes it whatever comes of that. */
export const withWindow = async <Figures>(
  opening: Promise<MeasuredWindow>,
  measure: (window: MeasuredWindow) => Promise<Figures>,
): Promise<Figures> => {
  const window = await opening
  try {
    return await measure(window)
  } finally {
    await window.close()
  }
}

/** Wall-clock milliseconds of the last largest contentful paint. */
const lastPaint = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1)
          if (last !== undefined) resolve(performance.timeOrigin + last.startTime)
        }).observe({ type: 'largest-contentful-paint', buffered: true })
      }),
  )
