import { medewerkerEntity } from '../../src/shared/domain/medewerker/medewerker'
import { silentLogger, type Logger } from '../../src/shared/node/logger'
import { createAcknowledgedChecks } from './acknowledged-checks'
import { createAgent } from './agent'
import { checkErased, checkGrant, checkView, createCursorCheck, differencesOf } from './desk-checks'
import { createInvariants, type Broken, type InvariantName } from './invariants'
import { findActor, rowKey } from './model/model-state'
import type { CounterScheme } from './model/model-transactions'
import type { Item, Schedule } from './schedule'
import { createOwner, createScheduler } from './scheduler'
import { createServerChecks } from './server-checks'
import { beginning, createServerHost } from './server-host'
import { Crash, createSimDesk, type SimDesk } from './sim-desk'
import { firstDisk, medewerkerOf } from './world-rows'

export interface SimulationOptions {
  readonly counter?: CounterScheme
  /** Gets every step, for reading how it went. */
  readonly trace?: (line: string) => void
}

export interface SimulationResult {
  readonly steps: number
  readonly checks: Readonly<Record<InvariantName, number>>
  readonly broken: Broken | undefined
  readonly traceHash: string
  /** Where a crash can come. */
  readonly stepsOf: { readonly desks: readonly number[]; readonly server: number }
}

// After the faults stop: a desk that was told to wait waits half a minute at most, and then needs a few conversations.
const livenessRounds = 45
const roundMs = 10_000

/** Runs one schedule: first everything that goes wrong (safety), then a world without faults in which all must become equal (liveness). */
export const simulate = async (schedule: Schedule, options: SimulationOptions = {}): Promise<SimulationResult> => {
  const { seed, items, horizon } = schedule
  const invariants = createInvariants()
  const bug = (what: string): void => {
    invariants.check('no-bug', false, () => what)
  }
  const scheduler = createScheduler((error) => {
    if (!(error instanceof Crash)) bug(String(error instanceof Error ? error.stack : error))
  }, options.trace)
  const world = createOwner('world')
  const rights = createRights(scheduler.now)
  const powerCuts = items.some((item) => item.do === 'crash' && item.how === 'power')

  const host = createServerHost({
    seed,
    scheduler,
    world,
    disk: firstDisk(seed, schedule.desks, beginning),
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
    onCommit: (entries) => {
      serverChecks.onCommit(entries)
      if (entries.some(({ entity }) => entity === 'medewerker')) rights.note(host.disk())
    },
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

  const apply = createApply({
    desks,
    host,
    scheduler,
    world,
    act: agent.act,
    bug: (error) => {
      bug(String(error))
    },
  })
  host.start()
  for (const item of items) {
    scheduler.after(world, item.at, item.do, () => {
      apply(item)
    })
  }
  for (const desk of desks) scheduler.after(world, desk.index, `${desk.name} starts`, desk.start)
  await scheduler.runUntil(horizon, look)

  apply.heal()
  host.heal()
  for (const desk of desks) desk.heal()
  const differences = (): readonly string[] =>
    desks.filter((desk) => !desk.isRevoked()).flatMap((desk) => differencesOf(desk, host.disk()))
  for (let round = 0; round < livenessRounds && invariants.broken() === undefined; round += 1) {
    await scheduler.runUntil(scheduler.now() + roundMs, look)
    if (differences().length === 0) break
  }
  if (invariants.broken() === undefined) {
    const left = differences()
    invariants.check('convergence', left.length === 0, () => left.slice(0, 5).join('\n'))
    acknowledged.checkAll(desks)
    serverChecks.checkCounts()
    invariants.check('no-bug', true, () => '')
  }
  for (const desk of desks) {
    desk.owner().alive = false
    desk.cache().db.close()
    desk.outbox().db.close()
  }
  return {
    steps: scheduler.steps(),
    checks: invariants.counts(),
    broken: invariants.broken(),
    traceHash: scheduler.traceHash(),
    stepsOf: { desks: desks.map((desk) => desk.steps()), server: host.steps() },
  }
}

/** Who might hold what, and since when. */
const createRights = (now: () => number) => {
  const history: { readonly at: number; readonly scopes: ReadonlyMap<string, readonly string[]> }[] = []
  return {
    note: (disk: Parameters<typeof findActor>[0]): void => {
      const medewerkers = [...disk.rows.values()].filter(({ entity }) => entity === 'medewerker')
      const scopes = new Map(medewerkers.map(({ id }) => [id, findActor(disk, id)?.scopes ?? []]))
      history.push({ at: now(), scopes })
    },
    /** Whether it was allowed at some moment from `since` until now. */
    mayHold: (medewerkerId: string, scope: string, since: number): boolean =>
      history.some(({ at, scopes }, index) => {
        const until = history[index + 1]?.at ?? Infinity
        return at <= now() && until >= since && (scopes.get(medewerkerId)?.includes(scope) ?? false)
      }),
  }
}

type DeskItem = Extract<Item, { readonly desk: number }>
type QuietItem = Exclude<DeskItem, { readonly do: 'line' | 'sleep' | 'crash' | 'rights' | 'revoke' }>

interface ApplyOptions {
  readonly desks: readonly SimDesk[]
  readonly host: ReturnType<typeof createServerHost>
  readonly scheduler: ReturnType<typeof createScheduler>
  readonly world: ReturnType<typeof createOwner>
  readonly act: ReturnType<typeof createAgent>['act']
  readonly bug: (error: unknown) => void
}

/** Lets one item of a schedule happen. */
const createApply = ({ desks, host, scheduler, world, act, bug }: ApplyOptions) => {
  let healed = false
  const later = (milliseconds: number, label: string, run: () => void): void => {
    scheduler.after(world, milliseconds, label, () => {
      if (!healed) run()
    })
  }
  const changeRights = (desk: SimDesk, rol: SimDesk['spec']['rol'], afdelingId: string): void => {
    const state = medewerkerOf({ ...desk.spec, rol, afdelingId })
    // An import of the directory needs a server that runs; without one it is not done.
    void host.process()?.server.save(medewerkerEntity, state.id, state).catch(bug)
  }

  const happen = (item: DeskItem, desk: SimDesk): void => {
    switch (item.do) {
      case 'line':
        desk.line.set(item.state)
        later(item.for, 'line is fine', () => {
          if (!desk.owner().asleep) desk.line.set('fine')
        })
        break
      case 'sleep':
        desk.sleep()
        later(item.for, 'wakes', desk.wake)
        break
      case 'crash':
        desk.armCrash(item.skip, item.how, item.back)
        break
      case 'rights':
        changeRights(desk, item.rol, item.afdelingId)
        break
      case 'revoke':
        host.disk().revoked.add(desk.clientId())
        break
      default:
        happenQuietly(item, desk)
    }
  }
  const happenQuietly = (item: QuietItem, desk: SimDesk): void => {
    switch (item.do) {
      case 'call':
        desk.line.planCall(item.fault, item.skip)
        break
      case 'frame':
        desk.line.planFrame(item.fault, item.skip)
        break
      case 'clock':
        desk.jumpClock(item.seconds)
        break
      case 'upgrade':
        desk.upgrade(item.back)
        break
      case 'older':
        desk.becomeOlder()
        break
      default:
        act(desk, item.do, item.pick)
    }
  }
  const apply = (item: Item): void => {
    if (item.do === 'serverCrash') host.armCrash(item.skip, item.back)
    else if (item.do === 'backup') host.backup()
    else if (item.do === 'restore') host.restore(item.back)
    else {
      const desk = desks[item.desk]
      if (desk !== undefined) happen(item, desk)
    }
  }
  return Object.assign(apply, {
    heal: (): void => {
      healed = true
    },
  })
}
