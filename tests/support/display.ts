import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { once } from 'node:events'
import { build } from '../../scripts/build.ts'

/**
 * Before the tests with real desks: the bundles are made, and on Linux there is one screen that nobody sees. It is larger than every
 * window under test; Xvfb picks a free number itself, so that two runs do not meet.
 */
export const setup = async (): Promise<() => Promise<void>> => {
  await build()
  if (process.platform !== 'linux') return () => Promise.resolve()
  const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '2200x1400x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const close = () => screen.kill()
  process.once('exit', close)
  const [number] = (await once(createInterface({ input: screen.stdout }), 'line')) as [string]
  process.env['DISPLAY'] = `:${number}`
  return async () => {
    const exited = once(screen, 'exit')
    close()
    await exited
    process.off('exit', close)
  }
}
