import { medewerkerEntity } from '../../src/shared/domain/medewerker/medewerker'
import type { createAgent } from './agent'
import type { Item } from './schedule'
import type { Owner, Scheduler } from './scheduler'
import type { ServerHost } from './server-host'
import type { SimDesk } from './sim-desk'
import { medewerkerOf } from './world-rows'

type DeskItem = Extract<Item, { readonly desk: number }>
type QuietItem = Exclude<DeskItem, { readonly do: 'line' | 'sleep' | 'crash' | 'rights' | 'revoke' }>

interface HappeningsOptions {
  readonly desks: readonly SimDesk[]
  readonly host: ServerHost
  readonly scheduler: Scheduler
  readonly world: Owner
  readonly act: ReturnType<typeof createAgent>['act']
  readonly bug: (error: unknown) => void
}

/** Lets one item of a schedule happen. */
export const createHappenings = ({ desks, host, scheduler, world, act, bug }: HappeningsOptions) => {
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
      case 'proxy':
        desk.line.breakLive(item.breaks)
        break
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
