import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { silentLogger } from '../../shared/node/logger'
import { createAdmission } from './admission'
import { answerFaults } from './faults'

it('lets a few in, keeps a few waiting, and tells the rest when to come back', async () => {
  const app = Fastify()
  answerFaults(app, silentLogger)
  const doors: (() => void)[] = []
  app.get('/', { preHandler: createAdmission({ atOnce: 1, waiting: 1 }) }, async () => {
    await new Promise<void>((resolve) => doors.push(resolve))
    return {}
  })
  // `inject` begins when somebody waits for it.
  const get = async () => await app.inject('/')
  const first = get()
  await expect.poll(() => doors).toHaveLength(1)
  const second = get()
  const refused = await get()
  expect(refused.statusCode).toBe(503)
  const { error } = refused.json<{ error: { code: string; retryAfterSeconds: number } }>()
  expect(error.code).toBe('busy')
  expect(Number(refused.headers['retry-after'])).toBe(error.retryAfterSeconds)
  expect(doors).toHaveLength(1)
  doors[0]?.()
  expect((await first).statusCode).toBe(200)
  await expect.poll(() => doors).toHaveLength(2)
  doors[1]?.()
  expect((await second).statusCode).toBe(200)
  // Places come free again: nothing leaks.
  const third = get()
  await expect.poll(() => doors).toHaveLength(3)
  doors[2]?.()
  expect((await third).statusCode).toBe(200)
  await app.close()
})
