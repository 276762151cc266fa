import { afterAll, beforeAll, expect, it } from 'vitest'
import { createServerLink } from '../../src/main/core/sync/server-link'
import type { LiveConnection, LiveTransport } from '../../src/main/core/sync/ports'
import type { Db } from '../../src/server/db/db'
import { createId } from '../../src/shared/kernel/ids'
import { silentLogger } from '../../src/shared/node/logger'
import type { LiveFrame } from '../../src/shared/sync-protocol/live'
import { openTestDatabase } from '../support/test-database'
import { createTestGemeente, cursorOf, notitieIntent, valueOf } from '../support/test-gemeente'

let db: Db

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

it.each<LiveTransport>(['websocket', 'sse', 'poll'])(
  'a desk hears rows of the real server over %s',
  async (transport) => {
    const gemeente = await createTestGemeente(db)
    const [anna, bram] = [await gemeente.desk('anna'), await gemeente.desk('bram')]
    for (const client of [anna, bram]) valueOf(await client.hello())
    const serverUrl = await gemeente.app.listen({ host: '127.0.0.1', port: 0 })
    const link = createServerLink({ serverUrl, token: () => bram.token, logger: silentLogger })
    let { cursor } = await cursorOf(bram, 'afd:burgerzaken')
    const frames: LiveFrame[] = []
    let connection: LiveConnection | undefined
    /** A desk that was poked pulls, and says where it stands then. */
    const pull = async (): Promise<void> => {
      cursor = (await cursorOf(bram, 'afd:burgerzaken')).cursor
      connection?.send({ kind: 'at', cursor })
    }
    const closed = new Promise<void>((resolve) => {
      connection = link.openLive(
        transport,
        { clientId: bram.clientId, at: () => cursor },
        {
          onOpen: () => {
            connection?.send({ kind: 'at', cursor })
          },
          onFrame: (frame) => {
            frames.push(frame)
            if (frame.kind === 'poke') void pull()
          },
          onClose: resolve,
        },
      )
    })
    const ids = new Set<string>()
    // The channel opens when it opens; each new note is news for it.
    await expect
      .poll(
        async () => {
          const id = createId()
          ids.add(id)
          valueOf(await anna.push([notitieIntent(ids.size, id)]))
          return frames.map(({ kind }) => kind)
        },
        { timeout: 10_000, interval: 300 },
      )
      .toContain('delta')
    await gemeente.app.close()
    await closed
    const heard = frames.flatMap((frame) => (frame.kind === 'delta' ? frame.rows.map((row) => row.id) : []))
    expect(heard.length).toBeGreaterThan(0)
    expect(heard.every((id) => ids.has(id))).toBe(true)
  },
)
