import type { VerbindingStatus } from '../../../shared/contract/verbinding'
import { ok, type Result } from '../../../shared/kernel/result'
import type { CoreEvents } from '../core-events'
import type { AttentionList } from '../sync/attention'
import type { Outbox } from '../sync/outbox'
import type { Replica } from '../sync/replica'
import type { SyncLoop } from '../sync/sync-loop'

interface VerbindingOptions {
  readonly loop: Pick<SyncLoop, 'reconnect' | 'check' | 'state'>
  readonly outbox: Pick<Outbox, 'count'>
  readonly attention: Pick<AttentionList, 'count'>
  readonly replica: Pick<Replica, 'incompleteScopes' | 'cursors'>
  readonly events: CoreEvents
}

/** What this desk and the server know of each other, in the words of the screen. */
export const createVerbinding = ({ loop, outbox, attention, replica, events }: VerbindingOptions) => {
  const status = (): VerbindingStatus => ({
    ...loop.state(),
    wachtend: outbox.count(),
    aandacht: attention.count(),
    eersteKopie: replica.cursors().length === 0 || replica.incompleteScopes().length > 0,
  })
  return {
    find: (): Result<VerbindingStatus> => ok(status()),
    probeer: (): Result<null> => {
      loop.reconnect()
      return ok(null)
    },
    controleer: (): Result<null> => {
      loop.check()
      return ok(null)
    },
    announce: (): void => {
      events.emit('verbinding.changed', status())
    },
  }
}
