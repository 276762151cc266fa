import { terugbelnotitieEntity } from '../../src/shared/domain/terugbelnotitie/terugbelnotitie'
import type { Acknowledged } from './agent'
import { epochOn } from './desk-checks'
import type { Invariants } from './invariants'
import type { Decision } from './model/model-server'
import { outcomeKey, type ModelState } from './model/model-state'
import type { SimDesk } from './sim-desk'

const factExists = (disk: ModelState, fact: string): boolean => {
  const [kind, id, pogingId] = fact.split('/')
  if (kind !== 'poging') return disk.rows.has(fact)
  const notitie = terugbelnotitieEntity.parse(disk.rows.get(`terugbelnotitie/${id ?? ''}`)?.state)
  return notitie?.pogingen.some((poging) => poging.id === pogingId) ?? false
}

/**
 * Follows everything that a screen called "opgeslagen": it is in the outbox, in "Vraagt aandacht", or done at the server. What a restored
 * backup does not hold and no outbox had to offer any more is the one thing that may be gone; the protocol says so.
 */
export const createAcknowledgedChecks = (invariants: Invariants, disk: () => ModelState) => {
  const queued: Map<number, Acknowledged>[] = []
  const refused: Acknowledged[] = []
  const done: Acknowledged[] = []
  /** The epoch in which an intent was last decided. */
  const decidedIn = new Map<string, string>()
  const check = invariants.check

  const keyOf = ({ clientId, no }: Acknowledged): string => outcomeKey(clientId, no)
  const describe = (written: Acknowledged): string =>
    `${written.name} ${written.target} (desk${written.desk}, no ${written.no})`

  const checkGone = (written: Acknowledged, desk: SimDesk): void => {
    const outcome = disk().outcomes.get(keyOf(written))
    const isDone = outcome?.kind === 'applied' && (written.fact === undefined || factExists(disk(), written.fact))
    const epoch = decidedIn.get(keyOf(written))
    // Pulled in a life of the server that is over, by a desk that does not know that yet.
    const isBehindRestore = epoch !== undefined && epoch !== disk().epoch && epochOn(desk.cache()) !== disk().epoch
    check(
      'no-acknowledged-write-lost',
      isDone || isBehindRestore,
      () => `${describe(written)} left the outbox; the server says ${JSON.stringify(outcome)}`,
    )
    if (isDone) done.push(written)
  }

  return {
    onAcknowledged: (written: Acknowledged): void => {
      ;(queued[written.desk] ??= new Map()).set(written.no, written)
    },
    onDecided: (decisions: readonly Decision[]): void => {
      for (const { clientId, intent } of decisions) decidedIn.set(outcomeKey(clientId, intent.no), disk().epoch)
    },
    onRestored: (after: ModelState): void => {
      const kept = done.filter((written) => after.outcomes.get(keyOf(written))?.kind === 'applied')
      done.splice(0, done.length, ...kept)
    },
    /** To be called whenever the outbox changed. */
    checkOutbox: (desk: SimDesk): void => {
      const mine = queued[desk.index]
      if (mine === undefined || mine.size === 0) return
      const numbers = (sql: string) =>
        new Set(
          desk
            .outbox()
            .look<unknown[], { readonly no: number }>(sql)
            .all()
            .map(({ no }) => no),
        )
      const [waiting, attention] = [numbers('select no from intents'), numbers('select no from attention')]
      for (const [no, written] of mine) {
        if (waiting.has(no)) {
          check('no-acknowledged-write-lost', true, () => '')
          continue
        }
        mine.delete(no)
        if (attention.has(no)) {
          const { fact } = written
          check(
            'exactly-once',
            fact === undefined || !factExists(disk(), fact),
            () => `${describe(written)} was refused, and took place`,
          )
          refused.push(written)
        } else checkGone(written, desk)
      }
    },
    /** When everything is quiet: all that was ever done is there, all that was refused lies with somebody. */
    checkAll: (desks: readonly SimDesk[]): void => {
      for (const written of done) {
        const there = written.fact === undefined || factExists(disk(), written.fact)
        check('no-acknowledged-write-lost', there, () => `${describe(written)} was done and is gone`)
      }
      for (const written of refused) {
        const outbox = desks[written.desk]?.outbox()
        const listed = outbox?.look('select 1 from attention where no = ?').all(written.no).length === 1
        check('no-acknowledged-write-lost', listed, () => `${describe(written)} was refused and nobody sees it`)
      }
    },
  }
}
