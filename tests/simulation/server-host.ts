import type { ModelEntry, ModelState } from './model/model-state'
import { copyState } from './model/model-state'
import { createModelServer, type Decision } from './model/model-server'
import type { CounterScheme } from './model/model-transactions'
import { addSeconds, type Instant } from '../../src/shared/kernel/clock'
import type { Logger } from '../../src/shared/node/logger'
import { chanceOf, idFor } from './prng'
import { createOwner, type Owner, type Scheduler } from './scheduler'
import type { SimServer } from './sim-server'

/** One life of the server. */
export interface ServerProcess {
  readonly owner: Owner
  readonly server: SimServer
  /** Connections that were open find out. */
  readonly onDeath: (tell: () => void) => void
}

export interface ServerHost {
  /** Undefined while it is down. */
  readonly process: () => ServerProcess | undefined
  readonly disk: () => ModelState
  readonly start: () => void
  /** Dies after so many steps from now on. */
  readonly armCrash: (skip: number, back: number) => void
  readonly backup: () => void
  /** Stops, puts the newest backup back under a new epoch, starts again. Without a backup nothing happens. */
  readonly restore: (back: number) => void
  readonly heal: () => void
  readonly now: () => Instant
  /** How many steps it took, over all its lives. */
  readonly steps: () => number
}

interface HostOptions {
  readonly seed: number
  readonly scheduler: Scheduler
  readonly world: Owner
  readonly disk: ModelState
  readonly logger: Logger
  readonly counter: CounterScheme
  readonly onDecided: (decisions: readonly Decision[]) => void
  readonly onCommit: (entries: readonly ModelEntry[]) => void
  /** The log went back in time: what was before, what is now. */
  /** A real server over its database, of which `disk` is a copy; undefined: the model. */
  readonly real?: SimServer | undefined
  readonly onRestored: (before: ModelState, after: ModelState) => void
}

/** Everything begins at this moment of the server's clock. */
export const beginning: Instant = '2026-11-23T09:00:00.000Z'

// Small, so that what a page or a scan is cut into matters.
export const pageRows = 6

/** The machine that the server runs on: a disk that stays, a process that comes and goes. */
export const createServerHost = (options: HostOptions): ServerHost => {
  const { seed, scheduler, world } = options
  let disk = options.disk
  let kept: ModelState | undefined
  let lives = 0
  let taken = 0
  let drawn = 0
  let process: (ServerProcess & { readonly die: () => void }) | undefined
  let armed: { skip: number; readonly back: number } | undefined
  let cancelStart: (() => void) | undefined

  const chance = (): number => chanceOf(seed, 'server', (drawn += 1))
  const now = (): Instant => addSeconds(beginning, scheduler.now() / 1000)

  const start = (): void => {
    if (process !== undefined) return
    cancelStart?.()
    const owner = createOwner(`server${String((lives += 1))}`)
    const deaths: (() => void)[] = []
    const step = (label: string): Promise<void> =>
      new Promise((resolve) => {
        // Now and then a transaction is held up, and others overtake it.
        scheduler.after(owner, chance() < 0.15 ? chance() * 60 : chance() * 4, label, () => {
          taken += 1
          if (armed !== undefined && (armed.skip -= 1) < 0) {
            crash(armed.back)
            return
          }
          resolve()
        })
      })
    process = {
      owner,
      onDeath: (tell) => deaths.push(tell),
      die: () => {
        owner.alive = false
        process = undefined
        for (const tell of deaths) tell()
      },
      server:
        options.real ??
        createModelServer({
          ...options,
          state: () => disk,
          now,
          step,
          pageRows,
          after: (milliseconds, label, run) => {
            scheduler.after(owner, milliseconds, label, run)
          },
          // Word of a commit now and then does not arrive: the look of each second finds it.
          newsAfter: () => (chance() < 0.1 ? chance() * 1_000 : chance() * 20),
        }),
    }
  }
  const crash = (back: number): void => {
    armed = undefined
    process?.die()
    cancelStart = scheduler.after(world, back, 'server starts', start)
  }

  return {
    process: () => process,
    disk: () => disk,
    start,
    now,
    steps: () => taken,
    armCrash: (skip, back) => {
      armed ??= { skip, back }
    },
    backup: () => {
      kept = copyState(disk, disk.epoch)
    },
    restore: (back) => {
      // Putting a dump back is what tests/faults does.
      if (kept === undefined || options.real !== undefined) return
      const before = disk
      process?.die()
      disk = copyState(kept, idFor(seed, 'epoch', lives))
      for (const revoked of before.revoked) disk.revoked.add(revoked)
      options.onRestored(before, disk)
      crash(back)
    },
    heal: () => {
      armed = undefined
      start()
    },
  }
}
