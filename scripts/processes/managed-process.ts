import { spawn, type StdioOptions } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface ProcessOptions {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Every line of stdout and stderr, as it comes. */
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void
  /** Stops it when aborted, also while it is still starting. */
  readonly signal?: AbortSignal | undefined
  /** For programs of ours on Node: a channel whose end tells them that we are gone, also when nobody could ask them to stop. */
  readonly lifeline?: true
}

export interface ManagedProcess {
  readonly pid: number
  /** The exit code; null when a signal ended it. Never rejects. */
  readonly exited: Promise<number | null>
  /** The first line on stdout; undefined when it ended without one. Never rejects. */
  readonly firstLine: Promise<string | undefined>
  /** Asks it to stop and waits; after `stopPatienceMs` it is killed. Safe to call twice. */
  readonly stop: () => Promise<void>
  /** The power cut: the process and everything it started, at once. */
  readonly kill: () => Promise<void>
}

/** A server closes its sockets and database, a desk its files: well under a second on a quiet machine. */
const stopPatienceMs = 8000

/**
 * Starts a program in a process group of its own, so that Ctrl+C in the terminal reaches only the one who stops things in order,
 * and so that a kill takes its children along.
 */
export const startProcess = ({ command, args, env, onLine, signal, lifeline }: ProcessOptions): ManagedProcess => {
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', lifeline ? 'ipc' : 'ignore']
  const child = spawn(command, args, { env, detached: true, stdio })
  if (child.stdout === null || child.stderr === null) throw new Error('a pipe that was asked for is missing')
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      onLine(error.message, 'stderr')
      resolve(1)
    })
    child.once('exit', resolve)
  })
  const lines = { stdout: createInterface({ input: child.stdout }), stderr: createInterface({ input: child.stderr }) }
  for (const stream of ['stdout', 'stderr'] as const) {
    lines[stream].on('line', (line) => {
      onLine(line, stream)
    })
  }
  const firstLine = new Promise<string | undefined>((resolve) => {
    lines.stdout.once('line', resolve).once('close', () => {
      resolve(undefined)
    })
  })
  const running = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined
  const kill = async () => {
    if (running()) killGroup(child.pid)
    await exited
  }
  const stop = async () => {
    if (!running()) return
    child.kill('SIGTERM')
    const impatience = setTimeout(() => {
      killGroup(child.pid)
    }, stopPatienceMs)
    await exited
    clearTimeout(impatience)
  }
  // Nothing outlives the command that started it, also when that breaks off.
  const killWithUs = () => {
    if (running()) killGroup(child.pid)
  }
  process.once('exit', killWithUs)
  void exited.then(() => process.off('exit', killWithUs))
  signal?.addEventListener('abort', () => void stop(), { once: true })
  return { pid: child.pid ?? 0, exited, firstLine, stop, kill }
}

/** Kills a process with all its children, by the group it leads. */
export const killGroup = (pid: number | undefined): void => {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch (error) {
    // It ended by itself between the look and the kill; anything else is a bug.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
