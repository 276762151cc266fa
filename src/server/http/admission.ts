import type { preHandlerAsyncHookHandler } from 'fastify'
import { AppFailure } from '../../shared/kernel/result'

export interface AdmissionLimits {
  /** Requests that are worked on at the same time. */
  readonly atOnce: number
  /** Requests that wait for one of those to end. */
  readonly waiting: number
}

/**
 * A hello takes milliseconds, so a whole gemeente may stand in line: five hundred desks are through within seconds, where turning them away
 * would cost each of them seconds more.
 */
export const helloLimits: AdmissionLimits = { atOnce: 4, waiting: 1_000 }

/** What a first copy of a scope costs is memory and a database connection, for as long as it takes; the pool has ten. */
export const copyLimits: AdmissionLimits = { atOnce: 8, waiting: 100 }

const soonestSeconds = 2
const spreadSeconds = 8

/** Spread by chance, so that desks that were turned away do not come back together. */
export const busy = (): AppFailure =>
  new AppFailure({
    code: 'busy',
    retryAfterSeconds: soonestSeconds + Math.floor(Math.random() * spreadSeconds),
  })

/** For the requests with which desks come back after an outage, all at once: a few at a time, a short queue, and the rest later. */
export const createAdmission = (limits: AdmissionLimits): preHandlerAsyncHookHandler => {
  let inside = 0
  const queue: (() => void)[] = []

  const leave = (): void => {
    const next = queue.shift()
    // Whoever waited longest takes the place over.
    if (next === undefined) inside -= 1
    else next()
  }
  const enter = (): Promise<void> | undefined => {
    if (inside < limits.atOnce) {
      inside += 1
      return undefined
    }
    if (queue.length >= limits.waiting) throw busy()
    return new Promise((resolve) => {
      queue.push(resolve)
    })
  }

  return async (_request, reply) => {
    await enter()
    // Gone while it waited: nothing will come that says it ended.
    if (reply.raw.destroyed) leave()
    else reply.raw.once('close', leave)
  }
}
