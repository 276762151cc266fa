import { fork, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { bundlePath } from '../../scripts/processes/bundles.ts'
import { readOrCreateFileMasterKey } from '../../src/main/core/secrets/file-master-key'
import { createProcessTransport } from '../../src/main/transport/process-channel'
import { createAgentClient, type InputArguments } from '../../src/renderer/client/agent-client'
import type { EventEnvelope } from '../../src/shared/contract/envelope'
import type { OperationName, OperationOutput } from '../../src/shared/contract/index'
import type { Result } from '../../src/shared/kernel/result'

/** Where a desk's files lie and whose it is. */
export interface DeskSeat {
  readonly profileDir: string
  readonly serverUrl: string
  readonly medewerkerId: string | undefined
}

/** A desk's agent core as it ships, in a process of its own: what happens to it happens to real files. */
export interface DeskProcess {
  readonly pid: number
  readonly request: <Name extends OperationName>(
    name: Name,
    ...input: InputArguments<Name>
  ) => Promise<Result<OperationOutput<Name>>>
  /** What a screen does; a refusal is an error. */
  readonly ask: <Name extends OperationName>(
    name: Name,
    ...input: InputArguments<Name>
  ) => Promise<OperationOutput<Name>>
  readonly onEvent: (listener: (event: EventEnvelope) => void) => void
  /** The power cut. What is under way is answered `core_gone`. */
  readonly kill: () => Promise<void>
  /** The lid of a laptop. */
  readonly freeze: () => void
  readonly thaw: () => void
  /** Asks it to close its files and waits. */
  readonly close: () => Promise<void>
}

/** A core that is loaded and waits to hear whose it is. */
interface WaitingCore {
  readonly child: ChildProcess
  readonly exited: Promise<void>
}

export interface DeskProcesses {
  readonly open: (seat: DeskSeat) => DeskProcess
  /** Everything that any of them printed. */
  readonly output: () => string
  /** Ends those that still run. */
  readonly close: () => Promise<void>
}

interface DeskProcessesOptions {
  /** How far the wall clock of these desks is off. */
  readonly clockOffsetMs?: number
  /** How many to have loaded in advance: a desk that is started again must not cost the test a second. */
  readonly waiting?: number
  readonly logLevel?: 'warn' | 'debug'
}

const shiftedClock = new URL('./shifted-clock.mjs', import.meta.url).href

export const createDeskProcesses = (options: DeskProcessesOptions = {}): DeskProcesses => {
  const { clockOffsetMs, logLevel = 'warn' } = options
  const printed: string[] = []
  // A shell reads it once; the core may lose its disk later.
  const masterKeys = new Map<string, string>()
  const masterKeyOf = (profileDir: string): string => {
    mkdirSync(profileDir, { recursive: true })
    const key = masterKeys.get(profileDir) ?? readOrCreateFileMasterKey(profileDir).toString('base64')
    masterKeys.set(profileDir, key)
    return key
  }
  const running = new Set<WaitingCore>()

  const load = (): WaitingCore => {
    const child = fork(bundlePath('core/process.mjs'), [], {
      execPath: process.execPath,
      execArgv: clockOffsetMs === undefined ? [] : ['--import', shiftedClock],
      env: { ...process.env, ...(clockOffsetMs === undefined ? {} : { CLOCK_OFFSET_MS: String(clockOffsetMs) }) },
      serialization: 'json',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (part: Buffer) => printed.push(part.toString()))
    }
    const core: WaitingCore = { child, exited: new Promise((resolve) => child.once('exit', () => resolve())) }
    running.add(core)
    void core.exited.then(() => running.delete(core))
    return core
  }
  const waiting = Array.from({ length: options.waiting ?? 0 }, load)

  const open = (seat: DeskSeat): DeskProcess => {
    const core = waiting.shift() ?? load()
    if (options.waiting !== undefined) waiting.push(load())
    return openCore(core, seat, { masterKey: masterKeyOf(seat.profileDir), logLevel })
  }

  return {
    open,
    output: () => printed.join(''),
    close: async () => {
      const left = [...running]
      for (const { child } of left) child.kill('SIGKILL')
      await Promise.all(left.map(({ exited }) => exited))
    },
  }
}

const openCore = (
  { child, exited }: WaitingCore,
  seat: DeskSeat,
  start: { readonly masterKey: string; readonly logLevel: string },
): DeskProcess => {
  const transport = createProcessTransport(
    {
      send: (message) => {
        // One that was killed just now cannot be written to; its exit answers what was asked.
        if (child.connected) child.send(message, () => undefined)
      },
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => void exited.then(listener),
    },
    {
      ...start,
      protection: 'bestand',
      profileDir: seat.profileDir,
      serverUrl: seat.serverUrl,
      demoMedewerkerId: seat.medewerkerId,
      shell: 'browser',
      version: 'test',
      checkOutputs: true,
    },
  )
  const { request } = createAgentClient({ ...transport, state: () => 'open', onState: () => () => undefined })
  const signal = (name: NodeJS.Signals): void => void child.kill(name)
  return {
    pid: child.pid ?? 0,
    request,
    ask: async (name, ...input) => {
      const result = await request(name, ...input)
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
      return result.value
    },
    onEvent: (listener) => void transport.onEvent(listener),
    kill: () => {
      signal('SIGKILL')
      return exited
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    close: () => {
      if (child.connected) child.disconnect()
      return exited
    },
  }
}
