import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../../scripts/processes/bundles.ts'

export interface StartedCommand {
  /** Everything it printed so far. */
  readonly output: () => string
  /** What Ctrl+C in a terminal does. */
  readonly interrupt: () => void
  readonly exitCode: Promise<number | null>
}

/** Runs `npm start -- <args>` as npm itself would. */
export const runStart = (args: readonly string[], environment: Readonly<Record<string, string>>): StartedCommand => {
  const child = spawn(process.execPath, [join(repositoryRoot, 'scripts/bootstrap.mjs'), 'scripts/start.ts', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      output += part.toString()
    })
  }
  return {
    output: () => output,
    interrupt: () => child.kill('SIGINT'),
    exitCode: once(child, 'close').then(([code]) => code as number | null),
  }
}

/** Processes of this machine that were given this folder in their environment: what a command started and its children. */
export const processesWithFolder = (folder: string): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => readOrNothing(`/proc/${pid}/environ`).includes(folder))

/** The program of a process with its arguments; nothing when it has ended. */
export const commandOf = (pid: string): readonly string[] => readOrNothing(`/proc/${pid}/cmdline`).split('\0')

const readOrNothing = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It ended between the look and the read.
    return ''
  }
}
