import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestDatabase } from '../../../tests/support/test-database'
import { createTestGemeente, cursorOf, notitieIntent, valueOf } from '../../../tests/support/test-gemeente'
import { createId } from '../../shared/kernel/ids'
import { silentLogger } from '../../shared/node/logger'
import { liveFrameSchema, type LiveFrame } from '../../shared/sync-protocol/live'
import type { Db } from '../db/db'
import { createLiveDesks, type LiveDesk } from './live-desks'

let db: Db

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

it('does not believe an old place that a desk names in the very moment that rows after it go by', async () => {
  const { app, state, changes, greetedDesk } = await createTestGemeente(db)
  const anna = await greetedDesk('anna')
  const desks = createLiveDesks({ db, signals: undefined, tenant: state.tenant, changes, logger: silentLogger })
  const frames: LiveFrame[] = []
  const kinds = () => expect.poll(() => frames.map(({ kind }) => kind), { timeout: 5000 })
  let onNextPoke: (() => void) | undefined
  const desk: LiveDesk = desks.join(
    {
      send: (text) => {
        const frame = liveFrameSchema.parse(JSON.parse(text))
        frames.push(frame)
        if (frame.kind !== 'poke') return
        onNextPoke?.()
        onNextPoke = undefined
      },
      waiting: () => 0,
      cut: () => undefined,
    },
    'bram',
    ['t', 'u:bram', 'afd:burgerzaken'],
  )
  // The first look is over: from here on this node knows what goes by.
  await kinds().toEqual(['poke'])
  const { cursor } = await cursorOf(anna, 'afd:burgerzaken')
  onNextPoke = () => {
    desk.at(cursor)
  }
  valueOf(await anna.push([notitieIntent(1, createId())]))
  // The rows behind that place were not sent to it, so it is sent to pull; a delta from there would skip them.
  await kinds().toEqual(['poke', 'poke', 'poke'])
  valueOf(await anna.push([notitieIntent(2, createId())]))
  await kinds().toEqual(['poke', 'poke', 'poke', 'poke'])
  desk.leave()
  await desks.close()
  await app.close()
})
