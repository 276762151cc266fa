import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSync } from '../../src/main/core/sync/create-sync'
import { createEntityStore } from '../../src/main/core/sync/entity-store'
import { systemMonotonic, systemTimers, type LiveTransport, type ServerLink } from '../../src/main/core/sync/ports'
import { createServerLink } from '../../src/main/core/sync/server-link'
import { createSessions } from '../../src/server/auth/sessions'
import type { Db } from '../../src/server/db/db'
import { terugbelnotitieEntity } from '../../src/shared/domain/terugbelnotitie/terugbelnotitie'
import { systemClock } from '../../src/shared/kernel/clock'
import { silentLogger } from '../../src/shared/node/logger'
import { notitieWish } from '../support/demo-rows'
import { openTestDatabase } from '../support/test-database'
import { openTestFiles } from '../support/test-desk'
import { createTestGemeente, type TestGemeente } from '../support/test-gemeente'

let db: Db
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

/** Lets only one transport through, as a network with a difficult proxy does. */
const only = (link: ServerLink, allowed: LiveTransport): ServerLink => ({
  ...link,
  openLive: (transport, request, handlers) => {
    if (transport === allowed) return link.openLive(transport, request, handlers)
    queueMicrotask(handlers.onClose)
    return { send: () => undefined, close: () => undefined }
  },
})

describe('desks and a whole server, over each way of the live channel', () => {
  let gemeente: TestGemeente
  let url: string
  let closing: (() => Promise<void>)[]

  beforeEach(async () => {
    closing = []
    gemeente = await createTestGemeente(db)
    await gemeente.app.listen({ host: '127.0.0.1', port: 0 })
    url = `http://127.0.0.1:${String((gemeente.app.server.address() as AddressInfo).port)}`
  })
  afterEach(async () => {
    for (const close of closing) await close()
    await gemeente.app.close()
  })

  const desk = async (medewerkerId: string, transport: LiveTransport) => {
    const { token } = await createSessions(db, gemeente.state.tenant).create(medewerkerId)
    const link = createServerLink({ serverUrl: url, token: () => token, logger: silentLogger })
    let pulls = 0
    const counting = only(link, transport)
    const files = openTestFiles()
    const store = createEntityStore(files.cache)
    const nothing = () => undefined
    const sync = createSync({
      files,
      store,
      medewerkerId,
      link: {
        ...counting,
        pull: (request) => {
          pulls += 1
          return link.pull(request)
        },
      },
      clock: systemClock,
      monotonic: systemMonotonic,
      timers: systemTimers,
      random: Math.random,
      logger: silentLogger,
      appVersion: randomUUID(),
      onRows: nothing,
      onPending: nothing,
      onRefused: nothing,
      onState: nothing,
      onRevoked: nothing,
    })
    sync.loop.start()
    closing.push(async () => {
      link.close()
      await sync.loop.close()
    })
    return { ...sync, pulls: () => pulls, notitie: (id: string) => store.find(terugbelnotitieEntity, id) }
  }
  const until = (what: () => boolean) => vi.waitUntil(what, { timeout: 25_000, interval: 5 })

  it.each(['websocket', 'sse', 'poll'] as const)(
    'brings a note by delta over %s, without a pull',
    async (transport) => {
      const [anna, bram] = [await desk('anna', transport), await desk('bram', transport)]
      await until(() => anna.diagnosis().kanaal === transport && bram.diagnosis().kanaal === transport)
      const first = notitieWish()
      anna.outbox.enqueue([first])
      await until(() => bram.notitie(first.id) !== undefined && anna.outbox.count() === 0)
      // Until the server knows where this desk stands a change is a poke; from then on it is the row itself.
      let byDelta = false
      for (let attempt = 0; attempt < 5 && !byDelta; attempt += 1) {
        const before = bram.pulls()
        const next = notitieWish()
        anna.outbox.enqueue([next])
        await until(() => bram.notitie(next.id) !== undefined)
        byDelta = bram.pulls() === before
      }
      expect(byDelta).toBe(true)
      expect(bram.diagnosis().storingen).toEqual([])
    },
  )

  it('finds nothing to repair when it compares itself with the server', async () => {
    const [anna, bram] = [await desk('anna', 'websocket'), await desk('bram', 'websocket')]
    const note = notitieWish()
    anna.outbox.enqueue([note])
    await until(() => bram.notitie(note.id) !== undefined && anna.outbox.count() === 0)
    bram.loop.check()
    anna.loop.check()
    const checked = (delen: readonly { readonly controle: string }[]) =>
      delen.length > 0 && delen.every(({ controle }) => controle !== 'nog_niet')
    await until(() => checked(bram.diagnosis().delen) && checked(anna.diagnosis().delen))
    const outcomes = [...anna.diagnosis().delen, ...bram.diagnosis().delen].map(({ controle }) => controle)
    expect(new Set(outcomes)).toEqual(new Set(['klopt']))
  })
})
