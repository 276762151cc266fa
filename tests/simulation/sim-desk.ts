import { createSync, type Sync } from '../../src/main/core/sync/create-sync'
import { createEntityStore, type EntityStore } from '../../src/main/core/sync/entity-store'
import type { ServerLink } from '../../src/main/core/sync/ports'
import { addSeconds } from '../../src/shared/kernel/clock'
import { silentLogger, type Logger } from '../../src/shared/node/logger'
import type { ChangedRow } from '../../src/shared/sync-protocol/row'
import { createDeskLink } from './desk-link'
import { openOutbox, template } from './desk-file-templates'
import { createLine, type Line } from './line'
import { asVersion1 } from './older-desk'
import { chanceOf, idFor } from './prng'
import type { DeskSpec } from './schedule'
import { createOwner, type Owner, type Scheduler } from './scheduler'
import { beginning, type ServerHost } from './server-host'
import { openSimFile, type FileHooks, type SimFile } from './sim-sqlite'

/** The desk's process ends here: thrown through whatever it was doing. */
export class Crash extends Error {}

type CrashHow = 'kill' | 'power'

interface Touched {
  readonly entity: string
  readonly id: string
}

export interface SimDesk {
  readonly index: number
  readonly name: string
  readonly spec: DeskSpec
  readonly line: Line
  readonly owner: () => Owner
  /** Undefined while its process is down. */
  readonly sync: () => Sync | undefined
  readonly store: () => EntityStore | undefined
  readonly link: () => ServerLink | undefined
  readonly cache: () => SimFile
  readonly outbox: () => SimFile
  /** The cache as a power cut would leave it. */
  readonly durableCache: () => Buffer
  readonly clock: () => string
  readonly clientId: () => string
  readonly isRevoked: () => boolean
  /** How many steps it took, over all its lives. */
  readonly steps: () => number
  /** Starts the process. */
  readonly start: () => void
  /** Dies after so many statements from now on. */
  readonly armCrash: (skip: number, how: CrashHow, back: number) => void
  /** Stops now and starts again with an empty cache, as a newer Klaar does. */
  readonly upgrade: (back: number) => void
  readonly becomeOlder: () => void
  readonly isOlder: () => boolean
  readonly sleep: () => void
  readonly wake: () => void
  readonly jumpClock: (seconds: number) => void
  readonly heal: () => void
  /** What changed since the last look. */
  readonly takeChanges: () => {
    readonly cache: boolean
    readonly outbox: boolean
    readonly rows: readonly Touched[]
    readonly restarted: boolean
  }
}

export interface SimDeskOptions {
  readonly index: number
  readonly seed: number
  readonly spec: DeskSpec
  readonly scheduler: Scheduler
  readonly world: Owner
  readonly host: ServerHost
  /** Keeps what a power cut would leave; costs time, so only where one may come. */
  readonly powerCuts: boolean
  readonly onSent: (desk: SimDesk, rows: readonly ChangedRow[], since: number) => void
  readonly onPurged: (desk: SimDesk, scopes: readonly string[]) => void
  readonly onDiverged: (desk: SimDesk, scopes: readonly string[]) => void
  readonly onBug: (what: string) => void
}

/** One desk: its two files, its process that comes and goes, and the production sync between them. */
export const createSimDesk = (options: SimDeskOptions): SimDesk => {
  const { index, seed, spec, scheduler, world, host } = options
  const name = `desk${String(index)}`
  const line = createLine(seed, index)
  const outbox = openOutbox(idFor(seed, 'client', index).replace(/-7/, '-4'))
  let cache = openSimFile('cache', template('cache'))
  let durable = template('cache')
  let owner = createOwner(name)
  let life: { readonly sync: Sync; readonly store: EntityStore; readonly link: ServerLink } | undefined
  let lives = 0
  let skewSeconds = 0
  let armed: { skip: number; readonly how: CrashHow; readonly back: number } | undefined
  let revoked = false
  let older = false
  let changes = { cache: false, outbox: false, restarted: false }
  let touched: Touched[] = []
  let commits = 0
  let taken = 0

  const clock = (): string => addSeconds(beginning, scheduler.now() / 1000 + skewSeconds)

  const die = (how: CrashHow, back: number): void => {
    armed = undefined
    owner.alive = false
    life = undefined
    if (how === 'power') {
      cache = openSimFile('cache', durable)
      changes = { ...changes, restarted: true }
    }
    scheduler.after(world, back, `${name} starts`, start)
  }

  const hooksOf = (mine: Owner, file: 'cache' | 'outbox'): FileHooks => ({
    step: (label) => {
      step(mine, label)
    },
    committed: () => {
      if (!mine.alive) return
      changes[file] = true
      // Now and then the disk is done with everything until here.
      if (file === 'cache' && options.powerCuts && chanceOf(seed, 'flush', index, (commits += 1)) < 0.1)
        durable = cache.bytes()
    },
    flushed: () => {
      if (mine.alive && file === 'cache') durable = cache.bytes()
    },
  })

  const step = (mine: Owner, label: string): void => {
    if (!mine.alive) throw new Crash()
    scheduler.note(`${name} ${label}`)
    taken += 1
    if (armed !== undefined && (armed.skip -= 1) < 0) {
      die(armed.how, armed.back)
      throw new Crash()
    }
  }

  const loggerOf = (mine: Owner): Logger => {
    const report = (...args: readonly unknown[]): void => {
      // The self-check has an invariant of its own: it says so in its next pull.
      if (mine.alive && !String(args[1]).startsWith('copy differs')) options.onBug(`${name}: ${JSON.stringify(args)}`)
    }
    return { ...quiet, error: report, fatal: report }
  }

  const linkOf = (mine: Owner): ServerLink => {
    const link = createDeskLink({
      scheduler,
      host,
      owner: mine,
      world,
      line,
      medewerkerId: spec.medewerkerId,
      step: (label) => {
        step(mine, label)
      },
      onSent: (rows, since) => {
        options.onSent(desk, rows, since)
      },
      onPurged: (scopes) => {
        options.onPurged(desk, scopes)
      },
      onDiverged: (scopes) => {
        options.onDiverged(desk, scopes)
      },
      onBug: (error) => {
        options.onBug(`server: ${String(error instanceof Error ? error.stack : error)}`)
      },
    })
    return older ? asVersion1(link) : link
  }

  const start = (): void => {
    if (life !== undefined || revoked) return
    const mine = createOwner(name)
    owner = mine
    lives += 1
    try {
      cache.attach(hooksOf(mine, 'cache'))
      outbox.attach(hooksOf(mine, 'outbox'))
      const store = watched(createEntityStore(cache.db), (entity, id) => touched.push({ entity, id }))
      const link = linkOf(mine)
      let drawn = 0
      const thisLife = lives
      const sync = createSync({
        files: { cache: cache.db, outbox: outbox.db },
        store,
        medewerkerId: spec.medewerkerId,
        link,
        clock: { now: clock },
        monotonic: () => scheduler.now(),
        timers: {
          after: (milliseconds, run) =>
            scheduler.after(mine, milliseconds, 'timer', () => {
              step(mine, 'timer')
              run()
            }),
        },
        random: () => chanceOf(seed, name, thisLife, (drawn += 1)),
        logger: loggerOf(mine),
        appVersion: 'simulation',
        onRows: () => undefined,
        onPending: () => undefined,
        onRefused: () => undefined,
        onState: () => undefined,
        onRevoked: () => {
          revoked = true
          mine.alive = false
          life = undefined
        },
      })
      life = { sync, store, link }
      sync.loop.start()
    } catch (error) {
      // It died while it started; the next start is planned.
      if (!(error instanceof Crash)) throw error
    }
  }

  const stop = (): void => {
    owner.alive = false
    life = undefined
  }

  const desk: SimDesk = {
    index,
    name,
    spec,
    line,
    owner: () => owner,
    sync: () => life?.sync,
    store: () => life?.store,
    link: () => life?.link,
    cache: () => cache,
    outbox: () => outbox,
    durableCache: () => durable,
    clock,
    clientId: () =>
      outbox.look<unknown[], { readonly value: string }>("select value from meta where key = 'client_id'").all()[0]
        ?.value ?? '',
    isRevoked: () => revoked,
    steps: () => taken,
    start,
    armCrash: (skip, how, back) => {
      armed ??= { skip, how, back }
    },
    upgrade: (back) => {
      stop()
      older = false
      cache = openSimFile('cache', template('cache'))
      durable = template('cache')
      changes = { ...changes, restarted: true }
      scheduler.after(world, back, `${name} starts`, start)
    },
    becomeOlder: () => {
      stop()
      older = true
      start()
    },
    isOlder: () => older,
    sleep: () => {
      owner.asleep = true
      line.set('blackhole')
    },
    wake: () => {
      if (!owner.asleep) return
      line.set('fine')
      scheduler.wake(owner)
      const mine = owner
      // What the shell does when the machine comes back.
      scheduler.after(mine, 0, 'wakes', () => {
        step(mine, 'wakes')
        life?.sync.loop.reconnect()
      })
    },
    jumpClock: (seconds) => {
      skewSeconds += seconds
    },
    heal: () => {
      armed = undefined
      desk.wake()
      line.heal()
      if (older) desk.upgrade(100)
    },
    takeChanges: () => {
      const seen = { ...changes, rows: touched }
      changes = { cache: false, outbox: false, restarted: false }
      touched = []
      return seen
    },
  }
  return desk
}

const quiet: Logger = silentLogger

/** Tells which rows got another state to show. */
const watched = (store: EntityStore, tell: (entity: string, id: string) => void): EntityStore => ({
  ...store,
  showPending: (entity, id, state) => {
    store.showPending(entity, id, state)
    tell(entity.name, id)
  },
  confirm: (entity, id, state) => {
    store.confirm(entity, id, state)
    tell(entity.name, id)
  },
  settle: (entity, id) => {
    store.settle(entity, id)
    tell(entity.name, id)
  },
})
