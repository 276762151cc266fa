import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAttentionList } from '../../src/main/core/sync/attention'
import { createEntityStore } from '../../src/main/core/sync/entity-store'
import { createOutbox } from '../../src/main/core/sync/outbox'
import type { Sqlite } from '../../src/shared/node/sqlite'
import { silentLogger } from '../../src/shared/node/logger'
import { notitieWish } from '../support/demo-rows'
import { openTestFiles } from '../support/test-desk'
import { beginning } from './server-host'

/** What the outbox promises, without any file. */
interface Model {
  queue: { readonly no: number; done: boolean }[]
  given: number
  sent: number
  refused: number[]
  clients: Set<string>
}

interface Real {
  readonly files: { readonly cache: Sqlite; readonly outbox: Sqlite }
  desk: ReturnType<typeof openDesk>
}

/** The outbox over these files, as it is after a start. */
const openDesk = ({ cache, outbox: file }: Real['files']) => {
  const store = createEntityStore(cache)
  const attention = createAttentionList(file, store)
  const outbox = createOutbox({
    file,
    store,
    attention,
    context: () => ({ medewerkerId: 'anna', now: beginning, authoritative: false }),
    logger: silentLogger,
    onChange: () => undefined,
    onQueued: () => undefined,
    onRefused: () => undefined,
  })
  outbox.restore()
  return { outbox, attention, cache }
}

const agree = (model: Model, { desk: { outbox, attention, cache } }: Real): void => {
  const waiting = model.queue.filter(({ done }) => !done).map(({ no }) => no)
  expect(outbox.unsent(1_000).map(({ no }) => no)).toEqual(waiting)
  expect(outbox.count()).toBe(model.queue.length)
  expect(outbox.sentNo()).toBe(model.sent)
  // Done with: everything before the first that is still here, or else everything that was ever given out.
  expect(outbox.settledNo()).toBe((model.queue[0]?.no ?? model.given + 1) - 1)
  expect(attention.list().map(({ no }) => no)).toEqual([...model.refused].sort((one, other) => one - other))
  // Each waiting wish makes one note; what was refused or settled without a pull shows nothing.
  const shown = cache.prepare<[], { readonly count: number }>('select count(*) as count from terugbelnotities').get()
  expect(shown?.count).toBe(model.queue.length)
}

type Step = fc.Command<Model, Real>

const step = (name: string, change: (model: Model, real: Real) => void): Step => ({
  check: () => true,
  run: (model, real) => {
    change(model, real)
    agree(model, real)
  },
  toString: () => name,
})

const enqueue = (count: number): Step =>
  step(`enqueue(${String(count)})`, (model, { desk }) => {
    const wishes = Array.from({ length: count }, () => notitieWish())
    expect(desk.outbox.enqueue(wishes)).toEqual({ ok: true, value: null })
    for (let index = 0; index < count; index += 1) model.queue.push({ no: (model.given += 1), done: false })
  })

/** A conversation in which the server decides on so many and the line breaks then. */
const push = (outcomes: readonly boolean[]): Step =>
  step(`push(${outcomes.map((applied) => (applied ? 'yes' : 'no')).join(' ')})`, (model, { desk }) => {
    const asked = desk.outbox.unsent(500)
    const last = asked.at(-1)
    if (last === undefined) return
    desk.outbox.markSent(last.no)
    model.sent = Math.max(model.sent, last.no)
    for (const [index, applied] of outcomes.entries()) {
      const wish = asked[index]
      if (wish === undefined) return
      if (applied) desk.outbox.markApplied([wish.no])
      else desk.outbox.markRejected(wish.no, { code: 'forbidden', action: 'x' }, beginning)
      if (applied) model.queue = model.queue.map((entry) => (entry.no === wish.no ? { ...entry, done: true } : entry))
      else {
        model.queue = model.queue.filter(({ no }) => no !== wish.no)
        model.refused.push(wish.no)
      }
    }
  })

/** A pull that brings the effects up to a number: only what was done goes. */
const settle = (share: number): Step =>
  step(`settle(${String(share)})`, (model, { desk }) => {
    const upTo = Math.floor(model.given * share)
    desk.outbox.settleApplied(upTo)
    model.queue = model.queue.filter(({ no, done }) => !done || no > upTo)
  })

const steps: readonly fc.Arbitrary<Step>[] = [
  fc.integer({ min: 1, max: 4 }).map(enqueue),
  fc.array(fc.boolean(), { maxLength: 5 }).map(push),
  fc.double({ min: 0, max: 1, noNaN: true }).map(settle),
  fc.constant(
    step('another epoch', (model, { desk }) => {
      desk.outbox.offerAgain()
      model.queue = model.queue.map((entry) => ({ ...entry, done: false }))
    }),
  ),
  fc.constant(
    step('crash and start', (_model, real) => {
      real.desk = openDesk(real.files)
    }),
  ),
  fc.constant(
    step('the file is an older copy', (model, { desk }) => {
      desk.outbox.renewClient()
      expect(model.clients.has(desk.outbox.clientId())).toBe(false)
      model.clients.add(desk.outbox.clientId())
      model.queue = model.queue.map((entry) => ({ ...entry, done: false }))
    }),
  ),
]

describe('the outbox', () => {
  it('holds every wish until it is settled or refused, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(fc.commands([...steps], { maxCommands: 30 }), (story) => {
        const files = openTestFiles()
        try {
          fc.modelRun(() => {
            const desk = openDesk(files)
            const clients = new Set([desk.outbox.clientId()])
            return { model: { queue: [], given: 0, sent: 0, refused: [], clients }, real: { files, desk } }
          }, story)
        } finally {
          files.cache.close()
          files.outbox.close()
        }
      }),
      { numRuns: 150 },
    )
  })
})
