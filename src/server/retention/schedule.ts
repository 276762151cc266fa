import { describeBug } from '../../shared/node/describe-bug'
import type { Logger } from '../../shared/node/logger'
import { forget, type ForgetDeps } from './forget'

const dayMs = 24 * 60 * 60 * 1000

/** Forgets at once and then daily, beside the work of the server. Returns what ends it, after the statement that is under way. */
export const startRetention = (deps: Omit<ForgetDeps, 'isStopped'> & { readonly logger: Logger }) => {
  const { logger } = deps
  let stopped = false
  let running = Promise.resolve()
  const run = (): void => {
    running = forget({ ...deps, isStopped: () => stopped }).then(
      (forgotten) => {
        logger.info({ ...forgotten }, 'retention done')
      },
      (error: unknown) => {
        // Tomorrow it does what was left today.
        logger.warn({ bug: describeBug(error) }, 'retention failed')
      },
    )
  }
  const timer = setInterval(run, dayMs)
  timer.unref()
  run()
  return async (): Promise<void> => {
    stopped = true
    clearInterval(timer)
    await running
  }
}
