import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import type { Reply } from './roles.ts'

export interface RoleProcess<Functions> {
  readonly pid: number
  /** The other side as if it were here. A side that ended fails every question. */
  readonly ask: Functions
  readonly stop: () => Promise<void>
}

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }

// One that is in the middle of a long computation does not hear that it may go.
const stopPatienceMs = 2000

/** `BENCH_PROFILE=folder` keeps a processor profile of every process there. */
export const profileArguments = (): readonly string[] => {
  const folder = process.env['BENCH_PROFILE']
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`]
}

/** Starts a side of a peer in a process of its own. Its stdout is left aside: peers print, and ours is for the figures. */
export const startRole = <Functions extends object>(script: string, role: string): RoleProcess<Functions> => {
  const child = fork(script, [role], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [...profileArguments()],
  })
  const waiting = new Map<number, Waiting>()
  let no = 0
  child.on('message', (message) => {
    const reply = message as Reply
    const asked = waiting.get(reply.no)
    waiting.delete(reply.no)
    if (reply.ok) asked?.resolve(reply.value)
    else asked?.reject(new Error(reply.message))
  })
  child.once('exit', (code, signal) => {
    const error = new Error(`${script} ended by itself (${String(signal ?? code)})`)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  })
  const ask =
    (name: string) =>
    (...args: readonly unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        if (!child.connected) {
          reject(new Error(`${script} has ended`))
          return
        }
        no += 1
        waiting.set(no, { resolve, reject })
        child.send({ no, name, args })
      })
  return {
    pid: child.pid ?? 0,
    // One function per name by construction; a proxy cannot say so.
    ask: new Proxy({}, { get: (_target, name) => ask(String(name)) }) as Functions,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      if (child.connected) child.disconnect()
      const impatience = setTimeout(() => child.kill('SIGKILL'), stopPatienceMs)
      await ended
      clearTimeout(impatience)
    },
  }
}

/** The most memory a process ever had, in MB. Linux only. */
export const peakRssMb = (pid: number): number =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024
