import type { OperationInput } from '../../../shared/contract/index'
import type { Klantbeeld } from '../../../shared/domain/klantbeeld/klantbeeld'
import { millisecondsBetween } from '../../../shared/kernel/clock'
import { AppFailure, fail, ok, type Result } from '../../../shared/kernel/result'
import type { Sqlite } from '../../../shared/node/sqlite'
import type { Outbox } from '../sync/outbox'
import type { ServerLink, Timers } from '../sync/ports'
import type { ServerTime } from '../sync/server-time'
import { createKlantbeeldRepository, type Blik } from './repository'

interface KlantbeeldenOptions {
  readonly cache: Sqlite
  readonly link: Pick<ServerLink, 'klantbeeld'>
  readonly outbox: Pick<Outbox, 'clientId'>
  readonly serverTime: Pick<ServerTime, 'now' | 'isTrusted'>
  readonly timers: Timers
}

// Looked at this often at least, because the server's time can turn out to be later than was counted.
const longestWaitMs = 30_000

/**
 * What is known of a caller. Every look asks the server, which writes it into the audit; only when the server cannot be reached does this
 * desk show what the same look brought before, for as long as that is fresh. Expiry is the server's time, and a clock that is not to be
 * trusted means expired.
 */
export const createKlantbeelden = ({ cache, link, outbox, serverTime, timers }: KlantbeeldenOptions) => {
  const repository = createKlantbeeldRepository(cache)
  let cancel: (() => void) | undefined
  // An answer can be on its way while the workspace closes: the file is then closed too.
  let closed = false

  const removeExpired = (): void => {
    const now = serverTime.now()
    if (now === undefined || !serverTime.isTrusted()) repository.removeAll()
    else repository.removeExpired(now)
  }
  /** Removes what has expired, and comes back for what is left. */
  const sweep = (): void => {
    cancel?.()
    cancel = undefined
    removeExpired()
    const next = repository.nextExpiry()
    const now = serverTime.now()
    if (next === undefined || now === undefined) return
    cancel = timers.after(Math.min(longestWaitMs, Math.max(0, millisecondsBetween(now, next))), sweep)
  }
  const findFresh = (blik: Blik): Klantbeeld | undefined => {
    removeExpired()
    return repository.find(blik)
  }

  return {
    /** To be called once, before anybody can look: what expired while Klaar was closed goes first. */
    start: sweep,
    open: async (blik: OperationInput<'klantbeelden.open'>): Promise<Result<Klantbeeld>> => {
      try {
        const beeld = await link.klantbeeld({ clientId: outbox.clientId(), ...blik })
        if (!closed) {
          repository.write(blik, beeld)
          sweep()
        }
        return ok(beeld)
      } catch (error) {
        if (!(error instanceof AppFailure)) throw error
        if (closed) return fail(error.error)
        const { code } = error.error
        const unreachable = code === 'offline' || code === 'busy'
        // The server said no: what an earlier yes left here goes too.
        if (!unreachable) repository.removeOf(blik.telefoonnummer)
        const fresh = unreachable ? findFresh(blik) : undefined
        return fresh === undefined ? fail(error.error) : ok(fresh)
      }
    },
    sluit: ({ klant }: OperationInput<'klantbeelden.sluit'>): Result<null> => {
      repository.removeKlant(klant)
      return ok(null)
    },
    close: (): void => {
      closed = true
      cancel?.()
    },
  }
}
