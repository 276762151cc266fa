import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { forkCoreProcess, type CoreProcess } from '../shell/core-process'

/** What we need of Electron's `UtilityProcess`. */
interface UtilityChild {
  readonly postMessage: (message: object) => void
  readonly on: (name: 'message', listener: (message: unknown) => void) => unknown
  readonly once: (name: 'exit', listener: () => void) => unknown
  readonly kill: () => boolean
}

interface CoreLauncherOptions {
  readonly packaged: boolean
  readonly platform: NodeJS.Platform
  /** Electron's folder with what lies beside the archive. */
  readonly resources: string
  /** The project's own folder, in development. */
  readonly root: string
  readonly utilityProcess: {
    readonly fork: (entry: string, args: string[], options: { serviceName: string; stdio: 'inherit' }) => UtilityChild
  }
}

/**
 * How the core's process is made here. In development a Node of the project is forked, because the Electron for trying out is too old
 * for the database. A package runs it in Electron itself, unless it brings a Node of its own for the same reason.
 */
export const createCoreLauncher = (options: CoreLauncherOptions): (() => CoreProcess) => {
  const { packaged, platform, resources, root } = options
  const executable = platform === 'win32' ? 'node.exe' : 'node'
  if (!packaged) {
    const node = join(root, 'node_modules', 'node', 'bin', executable)
    return () => forkCoreProcess({ entry: join(root, 'dist', 'core', 'process.mjs'), node })
  }
  const entry = join(resources, 'core', 'process.mjs')
  const ownNode = join(resources, 'core-runtime', executable)
  return existsSync(ownNode)
    ? () => forkCoreProcess({ entry, node: ownNode })
    : () => holdUtilityProcess(options.utilityProcess.fork(entry, [], { serviceName: 'Klaar core', stdio: 'inherit' }))
}

const holdUtilityProcess = (child: UtilityChild): CoreProcess => ({
  send: (message) => {
    child.postMessage(message)
  },
  onMessage: (listener) => {
    child.on('message', listener)
  },
  onExit: (listener) => {
    child.once('exit', () => {
      listener()
    })
  },
  // Electron ends it with SIGTERM, on which the core closes its files first.
  stop: () => child.kill(),
  kill: () => child.kill(),
})
