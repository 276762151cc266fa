import { silentLogger, type Logger } from '../../src/shared/node/logger'
import { createAcknowledgedChecks } from './acknowledged-checks'
import { createAgent } from './agent'
import { checkErased, checkGrant, checkView, createCursorCheck, differencesOf } from './desk-checks'
import { createHappenings } from './happenings'
import { createInvariants } from './invariants'
import { rowKey, type ModelEntry, type ModelState } from './model/model-state'
import type { CounterScheme } from './model/model-transactions'
import { createRightsHistory } from './rights-history'
import type { Schedule } from './schedule'
import { createOwner, createScheduler, type Scheduler } from './scheduler'
import { createServerChecks } from './server-checks'
import { beginning, createServerHost, pageRows } from './server-host'
import { Crash, createSimDesk } from './sim-desk'
import type { SimServer } from './sim-server'
import { firstDisk } from './world-rows'

/** Opens a real server with these rows; `onCommit` after each commit, when `disk` is a copy of its database again. */
export type OpenReal = (setting: {
  readonly disk: ModelState
  readonly hold: Scheduler['hold']
  readonly onCommit: (entries: readonly ModelEntry[]) => void
  readonly pageRows: number
}) => Promise<SimServer>

export interface SimulationOptions {
  /** The slow profile. */
  readonly openReal?: OpenReal
  readonly counter?: CounterScheme
  /** Gets every step, for reading how it went. */
  readonly trace?: (line: string) => void
}

/** Everything of one run, wired: desks, server, time, and whoever looks whether the promises hold. Nothing has happened yet. */
export const createWorld = async (schedule: Schedule, options: SimulationOptions) => {
  const { seed, items } = schedule
  const invariants = createInvariants()
  const bug = (what: string): void => {
    invariants.check('no-bug', false, () => what)
  }
  const scheduler = createScheduler((error) => {
    if (!(error instanceof Crash)) bug(String(error instanceof Error ? error.stack : error))
  }, options.trace)
  const world = createOwner('world')
  const rights = createRightsHistory(scheduler.now)
  const powerCuts = items.some((item) => item.do === 'crash' && item.how === 'power')

  const disk = firstDisk(seed, schedule.desks, beginning)
  const onCommit = (entries: readonly ModelEntry[]): void => {
    serverChecks.onCommit(entries)
    if (entries.some(({ entity }) => entity === 'medewerker')) rights.note(host.disk())
  }
  const real = await options.openReal?.({ disk, hold: scheduler.hold, onCommit, pageRows })
  const host = createServerHost({
    seed,
    scheduler,
    world,
    disk,
    real,
    logger: {
      ...silentLogger,
      error: (...args: readonly unknown[]) => {
        bug(`server: ${JSON.stringify(args)}`)
      },
    } satisfies Logger,
    counter: options.counter ?? 'late',
    onDecided: (decisions) => {
      serverChecks.onDecided(decisions)
      acknowledged.onDecided(decisions)
    },
    onCommit,
    onRestored: (_before, after) => {
      serverChecks.onRestored()
      acknowledged.onRestored(after)
      rights.note(after)
    },
  })
  const serverChecks = createServerChecks(invariants, host.disk)
  const acknowledged = createAcknowledgedChecks(invariants, host.disk)
  const checkCursor = createCursorCheck(invariants)
  const agent = createAgent(seed, acknowledged.onAcknowledged)
  rights.note(host.disk())

  const desks = schedule.desks.map((spec, index) =>
    createSimDesk({
      index,
      seed,
      spec,
      scheduler,
      world,
      host,
      powerCuts,
      onSent: (desk, rows, since) => {
        for (const { scope } of rows) {
          const allowed = rights.mayHold(desk.spec.medewerkerId, scope, since)
          invariants.check('no-leak', allowed, () => `${scope} was sent to ${desk.name}, which may not hold it`)
        }
      },
      onPurged: (desk, scopes) => {
        checkErased(invariants, desk, scopes, host.disk(), powerCuts)
      },
      onDiverged: (desk, scopes) => {
        invariants.check(
          'convergence',
          false,
          () => `${desk.name} found that ${scopes.join(', ')} differs from the server`,
        )
      },
      onBug: bug,
    }),
  )

  const look = (): boolean => {
    for (const desk of desks) {
      const changed = desk.takeChanges()
      if (desk.isRevoked()) continue
      if (changed.outbox || changed.restarted) acknowledged.checkOutbox(desk)
      if (changed.cache || changed.restarted) checkCursor(desk, changed.restarted)
      if (desk.sync() === undefined) continue
      const seen = new Set<string>()
      for (const { entity, id } of changed.rows) {
        if (seen.size === seen.add(rowKey(entity, id)).size) continue
        checkView(invariants, desk, entity, id)
        if (entity === 'terugbelnotitie') checkGrant(invariants, desk, id, serverChecks.grants)
      }
    }
    return invariants.broken() !== undefined
  }

  const apply = createHappenings({
    desks,
    host,
    scheduler,
    world,
    act: agent.act,
    bug: (error) => {
      bug(String(error))
    },
  })

  /** In what a desk differs from the server, and who should have noticed that it was withdrawn. */
  const differences = (): readonly string[] =>
    desks.flatMap((desk) => {
      if (desk.isRevoked()) return []
      if (host.disk().revoked.has(desk.clientId())) return [`${desk.name} was withdrawn and goes on`]
      return differencesOf(desk, host.disk())
    })

  return {
    scheduler,
    invariants,
    host,
    desks,
    look,
    differences,
    start: (): void => {
      host.start()
      for (const item of items) {
        scheduler.after(world, item.at, item.do, () => {
          apply(item)
        })
      }
      for (const desk of desks) scheduler.after(world, desk.index, `${desk.name} starts`, desk.start)
    },
    /** No fault goes on and none comes any more. */
    heal: (): void => {
      apply.heal()
      host.heal()
      for (const desk of desks) desk.heal()
    },
    /** Everything is quiet: now all must be equal and nothing may be missing. */
    conclude: (): void => {
      const left = differences()
      invariants.check('convergence', left.length === 0, () => left.slice(0, 5).join('\n'))
      acknowledged.checkAll(desks)
      if (real === undefined) serverChecks.checkCounts()
      invariants.check('no-bug', true, () => '')
    },
    close: (): void => {
      for (const desk of desks) {
        desk.owner().alive = false
        desk.cache().db.close()
        desk.outbox().db.close()
      }
    },
  }
}
