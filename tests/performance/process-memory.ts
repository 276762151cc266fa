import { readdirSync, readFileSync } from 'node:fs'

/** Proportional set size in MB: shared pages are divided among their users, so that a sum counts them once. */
export interface DeskMemory {
  readonly renderer: number
  readonly core: number
  /** Browser process, GPU, network and zygotes: what every window has. */
  readonly main: number
  readonly total: number
}

interface RunningProcess {
  readonly pid: number
  readonly parent: number
  readonly commandLine: string
}

const readProcess = (pid: number): RunningProcess | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name between brackets may hold spaces; the parent is the second field behind it.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    return { pid, parent, commandLine: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
  } catch {
    // It ended while we were looking.
    return undefined
  }
}

const runningProcesses = (): readonly RunningProcess[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((found) => found !== undefined)

/** A process and everything that descends from it. */
const treeOf = (root: number, all: readonly RunningProcess[]): readonly RunningProcess[] => {
  const children = all.filter(({ parent }) => parent === root)
  return [...all.filter(({ pid }) => pid === root), ...children.flatMap(({ pid }) => treeOf(pid, all))]
}

/** Memory of one process in MB. */
export const pssMb = (pid: number): number => {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? Number.NaN) / 1024
}

const partOf = ({ commandLine }: RunningProcess): 'renderer' | 'core' | 'main' => {
  if (commandLine.includes('--type=renderer')) return 'renderer'
  return commandLine.includes('core/process.mjs') ? 'core' : 'main'
}

/** Memory of a desk by part, of all processes that descend from `roots`. Linux only. */
export const measureMemory = (roots: readonly number[]): DeskMemory => {
  const all = runningProcesses()
  const parts = { renderer: 0, core: 0, main: 0 }
  for (const found of roots.flatMap((root) => treeOf(root, all))) parts[partOf(found)] += pssMb(found.pid)
  return { ...parts, total: parts.renderer + parts.core + parts.main }
}
