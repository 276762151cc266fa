import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { afdelingRow, notitieWish } from '../../../../tests/support/demo-rows'
import { createFixedClock } from '../../../../tests/support/fixed-clock'
import { createModelServer, type ModelServer } from '../../../../tests/support/model-server'
import { createTestDesk } from '../../../../tests/support/test-desk'
import { afdelingEntity } from '../../../shared/domain/afdeling/afdeling'
import { registreerPoging } from '../../../shared/domain/terugbelnotitie/intents'
import { terugbelnotitieEntity, terugbelnotitieSchema } from '../../../shared/domain/terugbelnotitie/terugbelnotitie'
import { createId } from '../../../shared/kernel/ids'
import { AppFailure } from '../../../shared/kernel/result'
import type { Delta } from './live-channel'
import { wish } from './outbox'
import type { ServerLink } from './ports'

const clock = createFixedClock()
const scopes = ['t', 'u:kcc', 'afd:burgerzaken']

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

/** A link whose push and pull answers (decided at once) arrive only when a test lets them. */
const heldBack = (link: ServerLink) => {
  let free = true
  let waiting: (() => void)[] = []
  const hold = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const value = await answer
    if (!free) await new Promise<void>((resolve) => waiting.push(resolve))
    return value
  }
  return {
    link: {
      ...link,
      push: (request) => hold(link.push(request)),
      pull: (request) => hold(link.pull(request)),
    } satisfies ServerLink,
    hold: () => {
      free = false
    },
    /** Lets one answer through and gives the desk time to go on. */
    letOne: async () => {
      waiting.shift()?.()
      await settled()
    },
    release: () => {
      free = true
      for (const resolve of waiting) resolve()
      waiting = []
    },
  }
}

const poging = (id: string, pogingId: string = createId()) =>
  wish(
    registreerPoging,
    registreerPoging.args.parse({
      id,
      pogingId,
      op: '2026-11-23T09:00:00.000Z',
      resultaat: 'niet_bereikt',
      toelichting: '',
      token: null,
    }),
  )

describe('deltas on a desk', () => {
  let server: ModelServer
  beforeEach(() => {
    server = createModelServer(clock)
    server.grant('kcc', scopes)
    server.grant('bz', ['t', 'u:bz', 'afd:burgerzaken'])
    server.save('afdeling', 'burgerzaken', afdelingRow())
  })
  const desk = (link = server.linkFor('kcc')) => createTestDesk({ medewerkerId: 'kcc', link, clock })
  const rename = (naam: string): Delta => {
    const from = server.cursor()
    server.save('afdeling', 'burgerzaken', afdelingRow('burgerzaken', naam))
    return server.deltaFor('kcc', from)
  }
  const naamOn = (kcc: ReturnType<typeof desk>) => kcc.store.find(afdelingEntity, 'burgerzaken')?.naam

  it('are applied without a pull, with their cursor', async () => {
    const kcc = desk()
    await kcc.sync()
    const before = server.pulls.length
    kcc.takeDelta(rename('Een'))
    kcc.takeDelta(rename('Twee'))
    expect(naamOn(kcc)).toBe('Twee')
    expect(kcc.replica.at()).toBe(server.cursor())
    expect(server.pulls).toHaveLength(before)
    expect(kcc.missed()).toBe(0)
  })

  it('count as a poke when one was lost, and change nothing then', async () => {
    const kcc = desk()
    await kcc.sync()
    const at = kcc.replica.at()
    rename('Lost')
    kcc.takeDelta(rename('Late'))
    expect(naamOn(kcc)).toBe('Burgerzaken')
    expect(kcc.replica.at()).toBe(at)
    expect(kcc.missed()).toBe(1)
  })

  it('do nothing the second time', async () => {
    const kcc = desk()
    await kcc.sync()
    const delta = rename('Een')
    kcc.takeDelta(delta)
    kcc.takeDelta(delta)
    expect(kcc.missed()).toBe(0)
    kcc.takeDelta(rename('Twee'))
    kcc.takeDelta(delta)
    expect(naamOn(kcc)).toBe('Twee')
    expect(kcc.missed()).toBe(1)
  })

  it('do not fit while a first copy is under way', async () => {
    const kcc = desk({
      ...server.linkFor('kcc'),
      snapshot: () => {
        throw new AppFailure({ code: 'offline' })
      },
    })
    await expect(kcc.sync()).rejects.toThrow('offline')
    kcc.takeDelta(rename('Een'))
    expect(kcc.missed()).toBe(1)
    expect(naamOn(kcc)).toBeUndefined()
  })

  it('never bring back a row of a scope that was taken away', async () => {
    const kcc = desk()
    await kcc.sync()
    const from = server.cursor()
    const note = notitieWish()
    server.save('terugbelnotitie', note.id, noteRow(note, 'bz'))
    const late = server.deltaFor('kcc', from)
    server.grant('kcc', ['t', 'u:kcc'])
    await kcc.greet()
    expect(kcc.replica.at()).toBe(from)
    kcc.takeDelta(late)
    expect(kcc.notitie(note.id)).toBeUndefined()
    expect(kcc.missed()).toBe(1)
  })

  it('wait while a pull is under way, whose older answer would put them back', async () => {
    const line = heldBack(server.linkFor('kcc'))
    const kcc = desk(line.link)
    await kcc.sync()
    line.hold()
    const first = rename('Een')
    const exchange = kcc.exchange()
    kcc.takeDelta(first)
    await settled()
    kcc.takeDelta(rename('Twee'))
    expect(naamOn(kcc)).toBe('Burgerzaken')
    line.release()
    await exchange
    // The pull brought the first one, and the second one fits on it.
    expect(naamOn(kcc)).toBe('Twee')
    expect(kcc.replica.at()).toBe(server.cursor())
    expect(kcc.missed()).toBe(0)
  })

  it('never show an own wish twice or take it back, whichever of delta and answer comes first', async () => {
    const line = heldBack(server.linkFor('kcc'))
    const kcc = desk(line.link)
    const note = notitieWish()
    kcc.outbox.enqueue([note])
    await kcc.sync()
    const shown: (number | undefined)[] = []
    kcc.store.project(terugbelnotitieEntity, () => shown.push(kcc.notitie(note.id)?.pogingen.length))
    kcc.outbox.enqueue([poging(note.id)])
    const from = server.cursor()
    line.hold()
    const exchange = kcc.exchange()
    // The server has decided, its answer is on its way, and the channel is quicker.
    kcc.takeDelta(server.deltaFor('kcc', from))
    await line.letOne()
    line.release()
    await exchange
    expect(new Set(shown)).toEqual(new Set([1]))
    expect(kcc.outbox.count()).toBe(0)
    expect(kcc.notitie(note.id)?.pogingen).toHaveLength(1)
  })

  it('wait for the pull when a wish was sent and its answer was lost', async () => {
    const link = server.linkFor('kcc')
    const kcc = desk({
      ...link,
      push: async (request) => {
        await link.push(request)
        throw new AppFailure({ code: 'offline' })
      },
    })
    await kcc.sync()
    const from = server.cursor()
    kcc.outbox.enqueue([notitieWish()])
    await expect(kcc.exchange()).rejects.toThrow('offline')
    kcc.takeDelta(server.deltaFor('kcc', from))
    expect(kcc.replica.at()).toBe(from)
    expect(kcc.missed()).toBe(1)
  })

  it('keep own wishes that were not sent yet on top', async () => {
    const kcc = desk()
    const note = notitieWish()
    kcc.outbox.enqueue([note])
    await kcc.sync()
    kcc.outbox.enqueue([poging(note.id)])
    const from = server.cursor()
    server.save('terugbelnotitie', note.id, { ...noteRow(note, 'kcc'), toelichting: 'Van een collega' })
    kcc.takeDelta(server.deltaFor('kcc', from))
    expect(kcc.notitie(note.id)).toMatchObject({ toelichting: 'Van een collega', pogingen: [{}] })
    expect(kcc.outbox.count()).toBe(1)
  })

  it('do not take the desk down when a row cannot be stored', async () => {
    const kcc = desk()
    await kcc.sync()
    kcc.store.project(afdelingEntity, () => {
      throw new AppFailure({ code: 'storage_full' })
    })
    const at = kcc.replica.at()
    kcc.takeDelta(rename('Een'))
    expect(kcc.replica.at()).toBe(at)
    expect(kcc.missed()).toBe(1)
  })
})

const noteRow = (note: { readonly args: unknown }, aangemaaktDoor: string, afdelingId = 'burgerzaken') =>
  terugbelnotitieSchema.parse({
    ...(note.args as object),
    afdelingId,
    aangemaaktDoor,
    status: 'open',
    claim: null,
    pogingen: [],
    uitkomst: '',
    afgehandeldOp: null,
  })

type Step =
  | { readonly kind: 'save'; readonly note: number; readonly afdeling: string; readonly tekst: string }
  | { readonly kind: 'capture' }
  | { readonly kind: 'deliver'; readonly which: number }
  | { readonly kind: 'ask' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'poging'; readonly note: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      note: fc.nat(2),
      // The desk sees one of these, so a row comes, goes and comes back.
      afdeling: fc.constantFrom('burgerzaken', 'belastingen'),
      tekst: fc.string({ maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('capture' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('deliver' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('ask' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answer' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('poging' as const), note: fc.nat(2) }) },
)

describe('any pages, any duplicates, any order of deltas and pulls', () => {
  const notes = [notitieWish(), notitieWish(), notitieWish()] as const
  const noteAt = (index: number) => notes[index] ?? notes[0]

  it('end in the state of the server, and no cursor ever goes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), fc.integer({ min: 1, max: 4 }), runSchedule),
      { numRuns: 150 },
    )
  })

  const createSchedule = async (pageRows: number) => {
    const server = createModelServer(clock, { pageRows })
    server.grant('kcc', scopes)
    const line = heldBack(server.linkFor('kcc'))
    const kcc = createTestDesk({ medewerkerId: 'kcc', link: line.link, clock })
    await kcc.sync()
    const captured: Delta[] = []
    let covered = server.cursor()
    let running: Promise<unknown> | undefined
    const take = async (now: Step): Promise<void> => {
      switch (now.kind) {
        case 'save': {
          const note = noteAt(now.note)
          server.save('terugbelnotitie', note.id, { ...noteRow(note, 'bz', now.afdeling), toelichting: now.tekst })
          break
        }
        case 'capture':
          captured.push(server.deltaFor('kcc', covered))
          covered = server.cursor()
          break
        case 'deliver':
          for (const delta of captured.slice(-1 - now.which).slice(0, 1)) kcc.takeDelta(delta)
          break
        case 'ask':
          line.hold()
          running ??= kcc.exchange()
          break
        case 'answer':
          await line.letOne()
          break
        case 'poging':
          kcc.outbox.enqueue([poging(noteAt(now.note).id)])
      }
    }
    const finish = async (): Promise<void> => {
      line.release()
      await running
      await kcc.sync()
    }
    return { server, kcc, take, finish }
  }

  const runSchedule = async (steps: readonly Step[], pageRows: number): Promise<void> => {
    const { server, kcc, take, finish } = await createSchedule(pageRows)
    let highest = 0
    for (const now of steps) {
      await take(now)
      const lowest = Math.min(...kcc.replica.cursors().map(({ cursor }) => Number(cursor)))
      expect(lowest).toBeGreaterThanOrEqual(highest)
      highest = lowest
    }
    await finish()
    for (const note of notes) {
      const there = server.find('terugbelnotitie', note.id) as { readonly afdelingId: string } | undefined
      const mayHold = there?.afdelingId === 'burgerzaken'
      expect(kcc.notitie(note.id)).toEqual(mayHold ? there : undefined)
    }
    expect(kcc.outbox.count()).toBe(0)
    expect(kcc.store.listKeptAside()).toEqual([])
    kcc.selfCheck.request()
    await kcc.exchange()
    expect(kcc.diverged()).toBe(0)
  }
})
