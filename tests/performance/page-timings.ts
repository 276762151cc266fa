import { errors, type Page } from 'playwright-core'

export interface Effect {
  /** The event with which the page first hears of the action. */
  readonly event: 'input' | 'keydown'
  /** Selector of the region in which something must change. */
  readonly region: string
  /** Selector of what must be there after the change. */
  readonly expected: string
}

declare global {
  interface Window {
    /** The measurement under way; `ms` once its effect is painted. */
    klaarMeasurement?: { ms: number | undefined }
  }
}

const effectPatienceMs = 1000

/**
 * Milliseconds from an event, by its own timestamp, to the end of the frame that painted its effect; all on the page's clock.
 * Undefined when nothing changed: there is nothing to paint then.
 */
export const measureEffect = async (
  page: Page,
  effect: Effect,
  act: () => Promise<void>,
): Promise<number | undefined> => {
  await page.evaluate(arm, effect)
  await act()
  try {
    const measured = await page.waitForFunction(() => window.klaarMeasurement?.ms, undefined, {
      timeout: effectPatienceMs,
      polling: 'raf',
    })
    return await measured.jsonValue()
  } catch (error) {
    if (error instanceof errors.TimeoutError) return undefined
    throw error
  }
}

/** Runs in the page. */
const arm = ({ event, region, expected }: Effect): void => {
  const measurement: { ms: number | undefined } = { ms: undefined }
  window.klaarMeasurement = measurement
  const root = document.querySelector(region)
  if (root === null) throw new Error(`nothing to watch: ${region}`)
  let startedAt: number | undefined
  const onEvent = ({ timeStamp }: Event) => {
    startedAt = timeStamp
  }
  const observer = new MutationObserver(() => {
    const since = startedAt
    if (since === undefined || document.querySelector(expected) === null) return
    observer.disconnect()
    // The frame that paints the change ends after its animation callbacks: the next task comes behind it.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        measurement.ms = performance.now() - since
      }
      port2.postMessage(undefined)
    })
  })
  window.addEventListener(event, onEvent, { capture: true, once: true })
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true })
}
