import { fork } from 'node:child_process'
import type { ChildChannel } from '../transport/process-channel'

/** The core's own process as its shell holds it. */
export interface CoreProcess extends ChildChannel {
  /** Asks it to close its files and end. */
  readonly stop: () => void
  /** Ends it now. Nothing is lost by it: the core keeps nothing in memory only. */
  readonly kill: () => void
}

interface ForkOptions {
  /** The bundle of `core/process.ts`. */
  readonly entry: string
  /** A Node that can load the native module; not necessarily the one that runs the shell. */
  readonly node: string
}

export const forkCoreProcess = ({ entry, node }: ForkOptions): CoreProcess => {
  // JSON, because the two ends may be different versions of Node. Whatever it prints goes where our own log goes.
  const child = fork(entry, [], {
    execPath: node,
    execArgv: [],
    serialization: 'json',
    stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
  })
  return {
    send: (message) => {
      // A process that fell just now is reported by its exit; what was sent to it in between is answered there.
      if (child.connected) child.send(message)
    },
    onMessage: (listener) => {
      child.on('message', listener)
    },
    onExit: (listener) => {
      const once = onlyOnce(listener)
      child.once('exit', once)
      // When it cannot be started at all there is no exit, only errors: one for the start, one for what was sent to it.
      child.on('error', once)
    },
    stop: () => {
      if (child.connected) child.disconnect()
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}

const onlyOnce = (run: () => void): (() => void) => {
  let done = false
  return () => {
    if (done) return
    done = true
    run()
  }
}
